// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Spearman's rank correlation, and its 95 % confidence interval by Fisher's z, {@code tanh(atanh(r)
 * +- 1.96 sqrt((1 + r^2 / 2) / (n - 3)))}; Bonett and Wright 2000, whose standard error holds at
 * high correlations too, where Fisher's own is too small. Equal values share their mean rank, so
 * where one variable has few values, as settings have, the coefficient cannot reach -1 and 1.
 *
 * @param pairs how many pairs of values there are
 * @param coefficient from -1 to 1; NaN where one variable has a single value
 * @param lower the lower end of the interval; NaN of fewer than 4 pairs
 * @param upper the upper end of the interval; NaN of fewer than 4 pairs
 * @param bound the largest magnitude that the coefficient can have with x as it is and values of y
 *     that are all different
 */
public record Spearman(int pairs, double coefficient, double lower, double upper, double bound) {
  private static final int PAIRS_FOR_INTERVAL = 4;
  private static final double UPPER_QUANTILE = 0.975;

  /**
   * The correlation of two variables.
   *
   * @param x two values or more. Not modified.
   * @param y as many, in the same order. Not modified.
   * @throws IllegalArgumentException if there are fewer, more of one than of the other, or a value
   *     is NaN
   */
  public static Spearman of(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "spearman: needs two values or more and as many of both, not "
              + x.length
              + " and "
              + y.length);
    }
    if (DoubleStream.concat(Arrays.stream(x), Arrays.stream(y)).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("spearman: NaN has no rank; leave such pairs out");
    }
    double r = new SpearmansCorrelation().correlation(x, y);
    // Of values of y without ties, those in x's own order correlate most.
    double[] order = IntStream.range(0, x.length).asDoubleStream().toArray();
    double bound =
        new SpearmansCorrelation().correlation(Arrays.stream(x).sorted().toArray(), order);
    double width = halfWidth(x.length, r);
    return new Spearman(x.length, r, end(r, -width), end(r, width), bound);
  }

  /** Half the interval's width in Fisher's z. */
  private static double halfWidth(int pairs, double r) {
    if (pairs < PAIRS_FOR_INTERVAL) {
      return Double.NaN;
    }
    double quantile = new NormalDistribution().inverseCumulativeProbability(UPPER_QUANTILE);
    return quantile * Math.sqrt((1 + r * r / 2) / (pairs - 3));
  }

  /** tanh(atanh(r) + step), without infinities at -1 and 1. */
  private static double end(double r, double step) {
    double growth = StrictMath.exp(2 * step);
    double above = (1 + r) * growth;
    return (above - (1 - r)) / (above + (1 - r));
  }
}
