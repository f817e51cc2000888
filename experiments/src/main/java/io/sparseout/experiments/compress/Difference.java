// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.statistics.PairedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A smaller network against the dense one, in test accuracy, paired by seeds.
 *
 * @param method how it was made sparse
 * @param sparsity the share that was to go
 * @param quantized whether its weights are eight bits wide
 * @param seeds how many pairs there are
 * @param points the mean difference in percentage points; negative where it is worse
 * @param lower the lower end of its 95 % interval; null of one seed
 * @param upper the upper end of its 95 % interval; null of one seed
 */
record Difference(
    String method,
    double sparsity,
    boolean quantized,
    int seeds,
    double points,
    Double lower,
    Double upper) {
  /** Every other setting against the dense network. */
  static List<Difference> all(List<CompressRow> rows) {
    List<Difference> all = new ArrayList<>();
    var groups = CompressReport.groups(rows);
    List<CompressRow> dense = groups.get(Setting.DENSE);
    groups.forEach(
        (setting, group) -> {
          if (!setting.equals(Setting.DENSE)) {
            all.add(of(setting, PairedTest.of(points(group), points(dense))));
          }
        });
    return List.copyOf(all);
  }

  private static Difference of(Setting setting, PairedTest test) {
    double mean = test.difference().mean();
    double halfWidth = test.difference().halfWidth();
    boolean interval = !Double.isNaN(halfWidth);
    return new Difference(
        setting.method().toString(),
        setting.sparsity(),
        setting.quantized(),
        test.pairs(),
        mean,
        interval ? (Double) (mean - halfWidth) : null,
        interval ? (Double) (mean + halfWidth) : null);
  }

  private static double[] points(List<CompressRow> group) {
    return group.stream().mapToDouble(row -> 100 * row.testAccuracy()).toArray();
  }

  /** Whether it is of a setting. */
  boolean isOf(Setting setting) {
    return method.equals(setting.method().toString())
        && sparsity == setting.sparsity()
        && quantized == setting.quantized();
  }

  /** The difference, with what may be added or taken away where there is an interval. */
  String text() {
    return upper == null
        ? String.format(Locale.ROOT, "%+.2f", points)
        : String.format(Locale.ROOT, "%+.2f +- %.2f", points, upper - points);
  }
}
