// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a run's rows and differences say, as text. */
final class CompressReport {
  private static final String NOTHING = "-";
  private static final double MEGABYTE = 1 << 20;

  private CompressReport() {}

  /** The rows of each setting, in the order of settings and seeds. */
  static Map<Setting, List<CompressRow>> groups(List<CompressRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(CompressRow::setting, LinkedHashMap::new, Collectors.toList()));
  }

  /** A line for each setting: means over seeds, with intervals where there are several. */
  static String text(CompressConfig config, List<CompressRow> rows, List<Difference> differences) {
    Map<Setting, List<CompressRow>> groups = groups(rows);
    double denseBytes = Interval.of(groups.get(Setting.DENSE), row -> (double) row.bytes()).mean();
    Table table =
        new Table(
            "method",
            "share",
            "form",
            "gone, %",
            "test accuracy, %",
            "minus dense",
            "file, %",
            "1 image",
            "64 images",
            "MB");
    groups.forEach(
        (setting, group) ->
            table.add(
                setting.method().toString(),
                setting.method() == Method.DENSE ? NOTHING : Double.toString(setting.sparsity()),
                forms(group),
                Interval.of(group, row -> 100 * row.weightsGone()).text(1),
                Interval.of(group, row -> 100 * row.testAccuracy()).text(2),
                difference(setting, differences),
                number(100 * mean(group, CompressRow::bytes) / denseBytes, 1),
                number(mean(group, CompressRow::speedup1), 2) + "x",
                number(mean(group, CompressRow::speedup64), 2) + "x",
                number(mean(group, row -> row.peakBytes() / MEGABYTE), 1)));
    String line = System.lineSeparator();
    return config.settings() + line + line + table + line + notes(config, groups) + line;
  }

  private static String notes(CompressConfig config, Map<Setting, List<CompressRow>> groups) {
    List<CompressRow> dense = groups.get(Setting.DENSE);
    String line = System.lineSeparator();
    String text =
        String.format(
            Locale.ROOT,
            "gone: weights that are zero or taken out; minus dense: in points; 1 image, 64 images: how"
                + " many times%nas fast an evaluation is as the dense network's; MB: heap with an"
                + " evaluation of 64 images.%n"
                + "The dense network: a file of %.0f kB, %.3f ms for 1 image, %.3f ms for 64.",
            mean(dense, CompressRow::bytes) / 1024,
            mean(dense, CompressRow::denseLatencyMillis1),
            mean(dense, CompressRow::denseLatencyMillis64));
    boolean fineTuned = config.chosenMethods().stream().anyMatch(Method::fromTrained);
    if (fineTuned && config.fineTune() > 0) {
      text += line + "one-shot and structured are trained for more epochs than dense and gradual.";
    }
    return text
        + line
        + (config.seeds().size() == 1
            ? "One seed: no intervals; ask for more with --seeds."
            : "Intervals: 95 % by Student's t over seeds; differences are of the same seeds.");
  }

  private static String forms(List<CompressRow> group) {
    return group.stream().map(CompressRow::form).distinct().collect(Collectors.joining(", "));
  }

  private static String difference(Setting setting, List<Difference> differences) {
    return differences.stream()
        .filter(difference -> difference.isOf(setting))
        .map(Difference::text)
        .findFirst()
        .orElse(NOTHING);
  }

  private static double mean(List<CompressRow> group, ToDoubleFunction<CompressRow> measure) {
    return Interval.of(group, measure).mean();
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
