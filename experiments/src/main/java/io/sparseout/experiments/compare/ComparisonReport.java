// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run's rows and comparisons say, as text.
 *
 * @param <R> the row of a trained model
 */
public final class ComparisonReport<R extends Compared> {
  private static final String NOTHING = "-";

  /** The p-value below which three decimals would say 0. */
  private static final double SMALLEST = 0.0005;

  /** With fewer seeds, differences must be several times their scatter to be told from none. */
  private static final int MANY_SEEDS = 5;

  private final List<String> headings = new ArrayList<>();
  private final List<Function<List<R>, String>> cells = new ArrayList<>();
  private final Map<String, List<R>> groups;
  private final Map<String, Comparison> comparisons;

  /** A report with no measures yet. */
  public ComparisonReport(List<R> rows, List<Comparison> comparisons) {
    this.groups = Compared.groups(rows);
    this.comparisons =
        comparisons.stream().collect(Collectors.toMap(Comparison::setting, Function.identity()));
    add("setting", group -> group.get(0).title());
    add(
        "p",
        group -> group.get(0).p() == null ? NOTHING : RegularizerChoice.number(group.get(0).p()));
  }

  /**
   * Adds a column to the table.
   *
   * @param cell its text for the rows of a setting's chosen models
   */
  public ComparisonReport<R> add(String heading, Function<List<R>, String> cell) {
    headings.add(heading);
    cells.add(cell);
    return this;
  }

  /**
   * The table and what must be known to read it: a line for each setting at its chosen p, at the
   * end its difference to Dropout.
   *
   * @param points what the difference is called
   */
  public String text(String points) {
    add(points, group -> cell(group, ComparisonReport::difference));
    add("p-value", group -> cell(group, comparison -> probability(comparison.pValue())));
    add("corrected", group -> cell(group, comparison -> probability(comparison.correctedPValue())));
    Table table = new Table(headings.toArray(String[]::new));
    groups.forEach(
        (setting, group) ->
            table.add(cells.stream().map(cell -> cell.apply(group)).toArray(String[]::new)));
    String line = System.lineSeparator();
    return table.toString().stripTrailing() + line + line + note() + line;
  }

  /** A mean with its interval; a dash where there is nothing to measure. */
  public static String mean(Interval interval, int decimals) {
    return Double.isNaN(interval.mean()) ? NOTHING : interval.text(decimals);
  }

  private String cell(List<R> group, Function<Comparison, String> text) {
    Comparison comparison = comparisons.get(group.get(0).setting());
    return comparison == null ? NOTHING : text.apply(comparison);
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
    if (value == null) {
      return NOTHING;
    }
    return value < SMALLEST ? "<0.001" : String.format(Locale.ROOT, "%.3f", value);
  }

  private String note() {
    if (comparisons.isEmpty()) {
      return "No comparison: it needs Dropout (dropout, or q = 2) and another setting.";
    }
    int seeds = groups.values().iterator().next().size();
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
