// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean and its 95 % confidence interval by Student's t.
 *
 * @param mean the mean
 * @param halfWidth half the interval's width; NaN of a single value, which has no interval
 */
public record Interval(double mean, double halfWidth) {
  private static final double UPPER_QUANTILE = 0.975;

  /** The interval of a measure of rows, of which there is one or more. */
  public static <R> Interval of(List<R> rows, ToDoubleFunction<R> measure) {
    SummaryStatistics statistics = new SummaryStatistics();
    rows.forEach(row -> statistics.addValue(measure.applyAsDouble(row)));
    long n = statistics.getN();
    if (n < 2) {
      return new Interval(statistics.getMean(), Double.NaN);
    }
    double t = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_QUANTILE);
    double error = statistics.getStandardDeviation() / Math.sqrt((double) n);
    return new Interval(statistics.getMean(), t * error);
  }

  /** The mean, with what may be added or taken away where there is an interval. */
  public String text(int decimals) {
    String number = "%." + decimals + "f";
    return Double.isNaN(halfWidth)
        ? String.format(Locale.ROOT, number, mean)
        : String.format(Locale.ROOT, number + " +- " + number, mean, halfWidth);
  }
}
