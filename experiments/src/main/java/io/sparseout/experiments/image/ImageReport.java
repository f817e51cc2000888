// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.report.Interval;
import io.sparseout.experiments.report.Table;
import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run's rows and comparisons say, as text. */
final class ImageReport {
  private static final String NOTHING = "-";

  /** With fewer seeds, differences must be several times their scatter to be told from none. */
  private static final int MANY_SEEDS = 5;

  private final ImageConfig config;
  private final Map<String, List<ImageRow>> groups;
  private final Map<String, Comparison> comparisons;

  ImageReport(ImageConfig config, List<ImageRow> rows, List<Comparison> comparisons) {
    this.config = config;
    this.groups = FinalTest.groups(rows);
    this.comparisons =
        comparisons.stream().collect(Collectors.toMap(Comparison::setting, Function.identity()));
  }

  /** A line for each setting at its chosen p, and what must be known to read it. */
  String text() {
    StringJoiner lines = new StringJoiner(System.lineSeparator(), "", System.lineSeparator());
    lines.add(config.settings() + "; p is each one's best on the validation images");
    lines.add("");
    lines.add(table().stripTrailing());
    lines.add("");
    lines.add(note());
    return lines.toString();
  }

  private String table() {
    Table table =
        new Table(
            "setting",
            "p",
            "test accuracy, %",
            "test loss",
            "Hoyer sparsity",
            "share of zeros",
            "minus Dropout, points",
            "p-value",
            "corrected");
    groups.forEach(
        (setting, group) -> {
          Comparison comparison = comparisons.get(setting);
          ImageRow first = group.get(0);
          table.add(
              name(first),
              first.p() == null ? NOTHING : RegularizerChoice.number(first.p()),
              Interval.of(group, row -> 100 * row.testAccuracy()).text(2),
              Interval.of(group, ImageRow::testLoss).text(4),
              mean(Interval.of(group, ImageRow::hoyer)),
              mean(Interval.of(group, ImageRow::zeroFraction)),
              comparison == null ? NOTHING : difference(comparison),
              comparison == null ? NOTHING : probability(comparison.pValue()),
              comparison == null ? NOTHING : probability(comparison.correctedPValue()));
        });
    return table.toString();
  }

  /** A setting as it is told to people: q = 2 is Dropout, which may not be known. */
  static String name(ImageRow row) {
    return row.setting().equals("q=2") ? "q=2 (Dropout)" : row.setting();
  }

  private static String mean(Interval interval) {
    return Double.isNaN(interval.mean()) ? NOTHING : interval.text(3);
  }

  private static String difference(Comparison comparison) {
    return comparison.lower() == null
        ? String.format(Locale.ROOT, "%+.2f", comparison.points())
        : String.format(
            Locale.ROOT,
            "%+.2f +- %.2f",
            comparison.points(),
            comparison.upper() - comparison.points());
  }

  private static String probability(Double value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
  }

  private String note() {
    if (comparisons.isEmpty()) {
      return "No comparison: it needs Dropout (dropout, or q = 2) and another setting.";
    }
    int seeds = config.seeds().size();
    if (seeds == 1) {
      return "One seed: no intervals, no tests; ask for more with --seeds.";
    }
    return "Intervals: 95 % by Student's t over seeds. Tests: paired t-test over seeds, corrected"
        + " by Holm."
        + (seeds < MANY_SEEDS
            ? System.lineSeparator()
                + seeds
                + " seeds tell apart only what differs much; a small difference may be there and"
                + " not show."
            : "");
  }
}
