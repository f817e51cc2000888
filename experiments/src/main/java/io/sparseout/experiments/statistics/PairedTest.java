// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Student's paired t-test, of two sides: whether two treatments differ in the mean, from pairs that
 * have all but the treatment in common.
 *
 * @param pairs how many pairs there are
 * @param difference the mean difference with its 95 % interval
 * @param pValue the chance of so large a mean difference where there is none; NaN where the test
 *     says nothing: of a single pair, and of differences that are all the same
 */
public record PairedTest(int pairs, Interval difference, double pValue) {
  /**
   * The test of {@code treated[i] - control[i]}.
   *
   * @param treated one value or more. Not modified.
   * @param control as many, in the same order. Not modified.
   * @throws IllegalArgumentException if there are none, or more of one than of the other
   */
  public static PairedTest of(double[] treated, double[] control) {
    if (treated.length != control.length || treated.length == 0) {
      throw new IllegalArgumentException(
          "paired test: needs as many treated as control values and one or more, not "
              + treated.length
              + " and "
              + control.length);
    }
    SummaryStatistics statistics = new SummaryStatistics();
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < treated.length; i++) {
      differences.add(treated[i] - control[i]);
      statistics.addValue(treated[i] - control[i]);
    }
    return new PairedTest(treated.length, Interval.of(differences, x -> x), pValue(statistics));
  }

  private static double pValue(SummaryStatistics differences) {
    long n = differences.getN();
    if (n < 2 || differences.getMin() == differences.getMax()) {
      return Double.NaN;
    }
    double error = differences.getStandardDeviation() / Math.sqrt((double) n);
    double t = Math.abs(differences.getMean()) / error;
    return 2 * new TDistribution(n - 1).cumulativeProbability(-t);
  }
}
