// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import java.util.function.ToDoubleFunction;

/** What models are compared in. More is sparser, or more accurate. */
enum WeightMeasure {
  /** Depends on the scale of the weights, which regularizers change. */
  NEAR_ZERO("nearZeroFraction", 100, 2, row -> row.weights().nearZeroFraction()),
  /** Near zero by the scale of each layer. */
  RELATIVE("relativeNearZeroFraction", 100, 2, row -> row.weights().relativeNearZeroFraction()),
  /** Hoyer's measure. */
  HOYER("hoyer", 1, 4, row -> row.weights().hoyer()),
  /** The Gini index. */
  GINI("gini", 1, 4, row -> row.weights().gini()),
  /** Heavy tails: a few large weights among many small ones. */
  KURTOSIS("kurtosis", 1, 2, row -> row.weights().kurtosisOrNaN()),
  /** Of test images. */
  ACCURACY("testAccuracy", 100, 2, WeightsRow::testAccuracy);

  private final String key;
  private final double factor;
  private final int decimals;
  private final ToDoubleFunction<WeightsRow> value;

  WeightMeasure(String key, double factor, int decimals, ToDoubleFunction<WeightsRow> value) {
    this.key = key;
    this.factor = factor;
    this.decimals = decimals;
    this.value = value;
  }

  /** Its name in results. */
  String key() {
    return key;
  }

  /** Of a row as it is told: shares in percent. */
  double of(WeightsRow row) {
    return factor * value.applyAsDouble(row);
  }

  /** The decimals that it is told with. */
  int decimals() {
    return decimals;
  }

  /** Whether it is one of sparsity. */
  boolean isOfSparsity() {
    return this != ACCURACY;
  }

  /** What tables call it. */
  String heading() {
    return switch (this) {
      case NEAR_ZERO -> "near 0, %";
      case RELATIVE -> "near 0 to scale, %";
      case HOYER -> "Hoyer";
      case GINI -> "Gini";
      case KURTOSIS -> "kurtosis";
      case ACCURACY -> "test accuracy, %";
    };
  }
}
