// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static java.lang.StrictMath.log;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The slope of the line through points by least squares, with its 95 % confidence interval by
 * Student's t of two degrees of freedom fewer than there are points.
 *
 * @param slope the slope
 * @param lower the interval's lower end
 * @param upper the interval's upper end
 */
public record LineFit(double slope, double lower, double upper) {
  private static final double UPPER_QUANTILE = 0.975;

  /** A line needs two points, and an interval one more. */
  private static final int LEAST_POINTS = 3;

  /**
   * The line through points.
   *
   * @param x not all the same. Not modified.
   * @param y as many. Not modified.
   * @throws IllegalArgumentException if there are fewer than three, not as many of both, or all x
   *     are the same
   */
  public static LineFit of(double[] x, double[] y) {
    if (x.length != y.length || x.length < LEAST_POINTS) {
      throw new IllegalArgumentException(
          "line fit: needs as many x as y and three or more, not " + x.length + " and " + y.length);
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - meanX) * (x[i] - meanX);
      products += (x[i] - meanX) * (y[i] - meanY);
    }
    if (!(squares > 0)) {
      throw new IllegalArgumentException(
          "line fit: needs finite x that differ, not all " + x[0] + " nor any that is NaN");
    }
    double slope = products / squares;
    double residuals = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - meanY - slope * (x[i] - meanX);
      residuals += residual * residual;
    }
    int degrees = x.length - 2;
    double t = new TDistribution(degrees).inverseCumulativeProbability(UPPER_QUANTILE);
    double halfWidth = t * Math.sqrt(residuals / degrees / squares);
    return new LineFit(slope, slope - halfWidth, slope + halfWidth);
  }

  /**
   * The order n of y ~ x^n: the line through the logarithms.
   *
   * @param x all above 0. Not modified.
   * @param y as many, all above 0. Not modified.
   * @throws IllegalArgumentException as {@link #of}, and if a number is not above 0
   */
  public static LineFit order(double[] x, double[] y) {
    return of(logarithms(x), logarithms(y));
  }

  private static double[] logarithms(double... values) {
    double[] logarithms = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0 && values[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "order: needs numbers above 0 and finite, not " + values[i]);
      }
      logarithms[i] = log(values[i]);
    }
    return logarithms;
  }

  private static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
