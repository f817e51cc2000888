// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

/**
 * How sparse n numbers h are. Below, |h|_1 is the sum of magnitudes and |h|_2 the root of the sum
 * of squares. The last four do not change when all numbers are multiplied by one, unlike {@code
 * nearZeroFraction}. Numbers that are all 0 count as if one of them were not, by however little: as
 * sparse as can be. {@link Gini}, which needs the numbers' order, is apart.
 *
 * @param count n
 * @param mean the mean
 * @param min the smallest
 * @param max the largest
 * @param zeroFraction the share of numbers that are 0
 * @param nearZeroFraction the share of numbers whose magnitude is at most a threshold
 * @param l1ToL2 |h|_1 / |h|_2: 1 where one number alone is not 0, sqrt(n) where all magnitudes are
 *     equal
 * @param hoyer (sqrt(n) - |h|_1 / |h|_2) / (sqrt(n) - 1): 1 where one number alone is not 0, 0
 *     where all magnitudes are equal; NaN of a single number; Hoyer 2004, section 3.1
 * @param trevesRolls (|h|_1 / n)^2 / (|h|_2^2 / n), the sparseness a: 1/n where one number alone is
 *     not 0, 1 where all magnitudes are equal, so that less is sparser; Treves and Rolls 1991, of
 *     firing rates, here of magnitudes
 * @param kurtosis the excess kurtosis m4 / m2^2 - 3, of the central moments m_k = mean of (h -
 *     mean)^k: 0 of a normal distribution, -1.2 of a uniform one, 3 of Laplace's; NaN where all
 *     numbers are the same
 */
public record Measures(
    long count,
    double mean,
    double min,
    double max,
    double zeroFraction,
    double nearZeroFraction,
    double l1ToL2,
    double hoyer,
    double trevesRolls,
    double kurtosis) {
  /**
   * The measures of some numbers.
   *
   * @param threshold the magnitude up to which a number counts as near zero, 0 or more
   * @param values one or more, of the range of floats, whose squares are doubles. Not modified.
   * @throws IllegalArgumentException if there are none, or one is not finite
   */
  public static Measures of(double threshold, double... values) {
    Moments moments = new Moments(threshold);
    for (double value : values) {
      moments.add(value);
    }
    return moments.measures();
  }

  /** Hoyer's measure from sums; see {@link #hoyer}. */
  static double hoyer(long count, double absolutes, double squares) {
    double root = Math.sqrt((double) count);
    if (count < 2) {
      return Double.NaN;
    }
    return squares == 0 ? 1 : (root - absolutes / Math.sqrt(squares)) / (root - 1);
  }
}
