// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was found of a checkpoint: what {@code inspect --json} prints.
 *
 * @param checkpoint the file
 * @param fileBytes its length
 * @param threshold the magnitude up to which a number counts as near zero
 * @param tensors its tensors without the optimizer's, by name; a weight in compressed form is one,
 *     with the floats that it stands for
 * @param elements how many elements these have, those of whole numbers (INT32) left out
 * @param bytes how many bytes all of these take
 * @param zeroFraction the share of zeros of the elements; null where nothing is to be measured
 * @param nearZeroFraction their share of near-zeros; null where nothing is to be measured
 * @param optimizerBytes how many bytes the optimizer's tensors take
 * @param data the data set that activations are of; null without one
 * @param activations by part of the model, in the order in which they are computed; null without
 *     data
 */
record Inspection(
    String checkpoint,
    long fileBytes,
    double threshold,
    List<TensorRow> tensors,
    long elements,
    long bytes,
    Double zeroFraction,
    Double nearZeroFraction,
    long optimizerBytes,
    String data,
    List<PartRow> activations) {
  private static final String OPTIMIZER = "optimizer/";
  private static final int DIGITS = 9;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /**
   * Measures a checkpoint's tensors.
   *
   * @param units whether to measure their rows one by one
   */
  static Inspection of(
      Path file,
      long fileBytes,
      Map<String, StoredTensor> content,
      double threshold,
      boolean units) {
    List<TensorRow> rows = new ArrayList<>();
    long optimizerBytes = 0;
    for (Map.Entry<String, StoredTensor> entry : inOrder(content).entrySet()) {
      StoredTensor tensor = entry.getValue();
      if (entry.getKey().startsWith(OPTIMIZER)) {
        optimizerBytes += tensor.bytes();
      } else {
        rows.add(TensorRow.of(entry.getKey(), tensor, threshold, units));
      }
    }
    List<TensorRow> measured =
        rows.stream().filter(row -> row.isOfWeights() && row.measures() != null).toList();
    return new Inspection(
        file.toString(),
        fileBytes,
        threshold,
        List.copyOf(rows),
        rows.stream().filter(TensorRow::isOfWeights).mapToLong(TensorRow::elements).sum(),
        rows.stream().mapToLong(TensorRow::bytes).sum(),
        share(measured, MeasureRow::zeroFraction),
        share(measured, MeasureRow::nearZeroFraction),
        optimizerBytes,
        null,
        null);
  }

  /** The same with the activations of its model over a data set. */
  Inspection with(String name, List<PartRow> parts) {
    return new Inspection(
        checkpoint,
        fileBytes,
        threshold,
        tensors,
        elements,
        bytes,
        zeroFraction,
        nearZeroFraction,
        optimizerBytes,
        name,
        parts);
  }

  /** By name, with numbers in names in the order of numbers: 2.weight before 10.weight. */
  private static Map<String, StoredTensor> inOrder(Map<String, StoredTensor> content) {
    Map<String, Map.Entry<String, StoredTensor>> sorted = new TreeMap<>();
    for (Map.Entry<String, StoredTensor> entry : content.entrySet()) {
      String padded = NUMBER.matcher(entry.getKey()).replaceAll(Inspection::padded);
      sorted.put(padded + " " + entry.getKey(), entry);
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    sorted.values().forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
    return tensors;
  }

  private static String padded(MatchResult number) {
    return "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group();
  }

  private static Double share(List<TensorRow> rows, ToDoubleFunction<MeasureRow> fraction) {
    long elements = rows.stream().mapToLong(TensorRow::elements).sum();
    return elements == 0
        ? null
        : (Double)
            (rows.stream()
                    .mapToDouble(row -> fraction.applyAsDouble(row.measures()) * row.elements())
                    .sum()
                / elements);
  }
}
