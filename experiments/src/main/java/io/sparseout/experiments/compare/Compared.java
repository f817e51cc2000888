// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The row of a trained model, as far as comparisons go. */
public interface Compared {
  /** The trial's name. */
  String trial();

  /** What tables and plots call its regularizer without p. */
  String setting();

  /** The regularizer's text. */
  String regularizer();

  /** The regularizer's probability of dropping, null where it has none. */
  Float p();

  /** The regularizer's norm, null where it has none. */
  Float q();

  /** The seed that it was trained with. */
  long seed();

  /** How good it is on validation data: more is better. */
  double validationScore();

  /** Whether its p is the setting's best one; false as long as trials are running. */
  boolean chosen();

  /** What settings are compared by: a measure on test data, in hundredths; only of chosen ones. */
  double points();

  /** The sparsity of activations on test data, by layer; null of one that is not chosen. */
  List<LayerSparsity> sparsity();

  /** The mean Hoyer sparsity of its layers. */
  default double hoyer() {
    return sparsity().stream().mapToDouble(LayerSparsity::hoyer).average().orElse(Double.NaN);
  }

  /** The mean share of zeros of its layers. */
  default double zeroFraction() {
    return sparsity().stream()
        .mapToDouble(LayerSparsity::zeroFraction)
        .average()
        .orElse(Double.NaN);
  }

  /** The setting as it is told to people: q = 2 is Dropout, which may not be known. */
  default String title() {
    return setting().equals("q=2") ? "q=2 (Dropout)" : setting();
  }

  /** The setting with its p. */
  default String label() {
    return p() == null ? title() : title() + ", p = " + RegularizerChoice.number(p());
  }

  /** Whether any activation of chosen models is 0: those of a ReLU are, those of an LSTM not. */
  static boolean hasZeros(List<? extends Compared> chosen) {
    return chosen.stream().anyMatch(row -> row.zeroFraction() > 0);
  }

  /** The rows of chosen models by setting, in the order of settings and seeds. */
  static <R extends Compared> Map<String, List<R>> groups(List<R> rows) {
    return rows.stream()
        .filter(Compared::chosen)
        .collect(Collectors.groupingBy(Compared::setting, LinkedHashMap::new, Collectors.toList()));
  }
}
