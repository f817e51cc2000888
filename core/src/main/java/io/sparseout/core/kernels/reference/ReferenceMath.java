// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sqrt;

/** What StrictMath lacks, to about 1e-15. */
final class ReferenceMath {
  private static final int FRACTION_DEPTH = 300;

  private ReferenceMath() {}

  /** 1 / (1 + e^-x). */
  static double sigmoid(double x) {
    return 1 / (1 + exp(-x));
  }

  /** The density of the standard normal distribution. */
  static double normalDensity(double x) {
    return exp(-x * x / 2) / sqrt(2 * Math.PI);
  }

  /**
   * The distribution function of the standard normal distribution: by its Taylor-like series with
   * positive terms near 0, by its continued fraction in the tails (Abramowitz and Stegun 1964,
   * 26.2.11 and 26.2.14).
   */
  static double normalCdf(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Math.abs(x) > 2) {
      double tail = normalTail(Math.abs(x));
      return x < 0 ? tail : 1 - tail;
    }
    double sum = 0;
    double term = x;
    for (int n = 1; sum + term != sum; n += 2) {
      sum += term;
      term *= x * x / (n + 2);
    }
    return 0.5 + normalDensity(x) * sum;
  }

  /** 1 - normalCdf(x) for x > 2: density / (x + 1 / (x + 2 / (x + 3 / ...))). */
  private static double normalTail(double x) {
    double denominator = x;
    for (int n = FRACTION_DEPTH; n > 0; n--) {
      denominator = x + n / denominator;
    }
    return normalDensity(x) / denominator;
  }
}
