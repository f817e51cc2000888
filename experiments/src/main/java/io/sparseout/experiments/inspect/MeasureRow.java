// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.regularizers.sparsity.Measures;

/**
 * The measures of some numbers, as JSON has them: null where {@link Measures} are NaN.
 *
 * @param mean the mean
 * @param min the smallest
 * @param max the largest
 * @param zeroFraction the share of zeros
 * @param nearZeroFraction the share of magnitudes up to the threshold
 * @param hoyer Hoyer's measure
 * @param gini the Gini index; null where it was not measured
 * @param l1ToL2 the ratio of norms
 * @param trevesRolls the sparseness of Treves and Rolls, where less is sparser
 * @param kurtosis the excess kurtosis
 */
record MeasureRow(
    double mean,
    double min,
    double max,
    double zeroFraction,
    double nearZeroFraction,
    Double hoyer,
    Double gini,
    double l1ToL2,
    double trevesRolls,
    Double kurtosis) {
  /** The measures, with a Gini index or null. */
  static MeasureRow of(Measures measures, Double gini) {
    return new MeasureRow(
        measures.mean(),
        measures.min(),
        measures.max(),
        measures.zeroFraction(),
        measures.nearZeroFraction(),
        orNull(measures.hoyer()),
        gini,
        measures.l1ToL2(),
        measures.trevesRolls(),
        orNull(measures.kurtosis()));
  }

  static Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
