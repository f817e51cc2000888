// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.statistics.Holm;
import io.sparseout.experiments.statistics.PairedTest;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting against Dropout, each at its chosen p, in what they come to on test data, paired by
 * seeds.
 *
 * @param setting what is compared
 * @param p its chosen probability, null where it has none
 * @param baseline the setting that is Dropout
 * @param baselineP its chosen probability
 * @param seeds how many pairs there are
 * @param points the mean difference in {@link Compared#points}; positive where the setting has more
 * @param lower the lower end of its 95 % interval; null of one seed
 * @param upper the upper end of its 95 % interval; null of one seed
 * @param pValue of Student's paired t-test; null where it says nothing, see {@link PairedTest}
 * @param correctedPValue the same after Holm's correction for all comparisons of the run
 */
public record Comparison(
    String setting,
    Float p,
    String baseline,
    Float baselineP,
    int seeds,
    double points,
    Double lower,
    Double upper,
    Double pValue,
    Double correctedPValue) {
  /**
   * Every other setting against Dropout.
   *
   * @param groups the tested rows of each setting, in the order of seeds
   * @param baseline the rows of Dropout, one of the groups; null if it is not among them
   */
  static <R extends Compared> List<Comparison> all(List<List<R>> groups, List<R> baseline) {
    if (baseline == null) {
      return List.of();
    }
    List<List<R>> others = groups.stream().filter(group -> group != baseline).toList();
    List<PairedTest> tests = new ArrayList<>();
    for (List<R> group : others) {
      tests.add(PairedTest.of(points(group), points(baseline)));
    }
    double[] corrected =
        Holm.adjust(
            tests.stream().mapToDouble(PairedTest::pValue).filter(p -> !Double.isNaN(p)).toArray());
    List<Comparison> comparisons = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < tests.size(); i++) {
      boolean says = !Double.isNaN(tests.get(i).pValue());
      Double correctedPValue = says ? (Double) corrected[next++] : null;
      comparisons.add(of(others.get(i).get(0), baseline.get(0), tests.get(i), correctedPValue));
    }
    return List.copyOf(comparisons);
  }

  private static Comparison of(
      Compared row, Compared baseline, PairedTest test, Double correctedPValue) {
    double mean = test.difference().mean();
    double halfWidth = test.difference().halfWidth();
    return new Comparison(
        row.setting(),
        row.p(),
        baseline.setting(),
        baseline.p(),
        test.pairs(),
        mean,
        orNull(mean - halfWidth),
        orNull(mean + halfWidth),
        orNull(test.pValue()),
        correctedPValue);
  }

  private static double[] points(List<? extends Compared> rows) {
    return rows.stream().mapToDouble(Compared::points).toArray();
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
