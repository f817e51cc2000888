// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.experiments.tables.Table;
import java.util.Locale;
import java.util.stream.Collectors;

/** An inspection as tables for people. */
final class InspectReport {
  private static final String NOTHING = "-";

  private final Inspection found;

  InspectReport(Inspection found) {
    this.found = found;
  }

  /** The tables, and what must be known to read them. */
  String text() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append(tensors()).append(line).append(sizes()).append(line);
    if (found.activations() != null) {
      text.append(line).append("activations on the test data of ").append(found.data());
      text.append(line).append(parts());
    }
    return text.append(line).append(note()).append(line).toString();
  }

  private Table tensors() {
    Table table =
        new Table(
            "tensor",
            "shape",
            "zeros, %",
            "near 0, %",
            "Hoyer",
            "Gini",
            "kurtosis",
            "min",
            "max",
            "dead rows");
    for (TensorRow row : found.tensors().stream().filter(TensorRow::isOfWeights).toList()) {
      MeasureRow measures = row.measures();
      String shape = row.shape().toString();
      if (measures == null) {
        String problem = row.notFinite() == 0 ? NOTHING : row.notFinite() + " not finite";
        table.add(row.name(), shape, problem, "-", "-", "-", "-", "-", "-", "-");
      } else {
        table.add(
            row.name(),
            shape,
            percent(measures.zeroFraction()),
            percent(measures.nearZeroFraction()),
            number("%.3f", measures.hoyer()),
            number("%.3f", measures.gini()),
            number("%.2f", measures.kurtosis()),
            number("%.3g", measures.min()),
            number("%.3g", measures.max()),
            row.deadRows() == null ? NOTHING : row.deadRows() + " of " + row.rows());
      }
    }
    table.add(
        "total",
        Long.toString(found.elements()),
        percent(found.zeroFraction()),
        percent(found.nearZeroFraction()),
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        NOTHING,
        Integer.toString(
            found.tensors().stream()
                .filter(row -> row.deadRows() != null)
                .mapToInt(TensorRow::deadRows)
                .sum()));
    return table;
  }

  private String sizes() {
    return found.tensors().size()
        + " tensors of "
        + kilobytes(found.bytes())
        + (found.optimizerBytes() == 0
            ? ""
            : ", the optimizer's " + kilobytes(found.optimizerBytes()))
        + "; the file has "
        + kilobytes(found.fileBytes());
  }

  private Table parts() {
    Table table =
        new Table(
            "part",
            "units",
            "zeros, %",
            "near 0, %",
            "Hoyer",
            "Gini",
            "a by unit",
            "kurtosis",
            "mean",
            "dead units");
    for (PartRow row : found.activations()) {
      table.add(
          row.title(),
          Integer.toString(row.units()),
          percent(row.measures().zeroFraction()),
          percent(row.measures().nearZeroFraction()),
          number("%.3f", row.hoyer()),
          number("%.3f", row.gini()),
          number("%.3f", row.lifetimeTrevesRolls()),
          number("%.2f", row.measures().kurtosis()),
          number("%.3g", row.measures().mean()),
          Integer.toString(row.deadUnits()));
    }
    return table;
  }

  private String note() {
    String line = System.lineSeparator();
    String weights =
        "near 0: magnitudes up to "
            + found.threshold()
            + ". Hoyer and Gini: 0 where all magnitudes are equal, 1 (Gini 1 - 1/n) where one alone"
            + line
            + "is not 0; they do not change with the scale of the numbers, shares near 0 do. kurtosis:"
            + line
            + "excess, 0 of a normal distribution. dead rows: units whose weights are all 0.";
    if (found.activations() == null) {
      return weights;
    }
    return weights
        + " Of activations,"
        + line
        + "Hoyer and Gini are means over "
        + found.activations().stream()
            .map(PartRow::examples)
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(" or "))
        + " examples; a by unit: the mean sparseness of Treves and Rolls of a"
        + line
        + "unit over the examples, less is sparser; dead units: 0 for every example.";
  }

  private static String kilobytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0);
  }

  private static String percent(Double share) {
    return share == null ? NOTHING : number("%.2f", 100 * share);
  }

  private static String number(String format, Double value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, format, value);
  }
}
