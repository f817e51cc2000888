// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a run's networks come to, as pictures: a line for each method, dashed for eight bits. */
final class CompressPlots {
  private static final String LEFT = "weights left, %";

  private final CompressConfig config;
  private final List<CompressRow> dense;
  private final Map<Method, List<List<CompressRow>>> floats = new LinkedHashMap<>();
  private final Map<Method, List<List<CompressRow>>> quantized = new LinkedHashMap<>();

  CompressPlots(CompressConfig config, List<CompressRow> rows) {
    this.config = config;
    Map<Setting, List<CompressRow>> groups = CompressReport.groups(rows);
    dense = groups.get(Setting.DENSE);
    groups.forEach(
        (setting, group) ->
            (setting.quantized() ? quantized : floats)
                .computeIfAbsent(setting.method(), method -> new ArrayList<>())
                .add(group));
  }

  /** Draws all plots. */
  void add(PlotFiles files) {
    files.add("accuracy-sparsity", this::accuracyBySparsity);
    files.add("accuracy-bytes", this::accuracyByBytes);
    files.add("latency-1", () -> latency("1 image", row -> 100 / row.speedup1()));
    files.add("latency-64", () -> latency("64 images", row -> 100 / row.speedup64()));
  }

  private Picture accuracyBySparsity() {
    LineChart chart =
        chart("Accuracy on test images against sparsity", LEFT, "accuracy, %").logarithmicX();
    across(chart, 100 * mean(dense, CompressRow::testAccuracy));
    addMethods(chart, CompressPlots::left, row -> 100 * row.testAccuracy());
    return chart.draw();
  }

  private Picture accuracyByBytes() {
    LineChart chart =
        chart(
                "Accuracy on test images against the file's size",
                "file, % of the dense network's",
                "accuracy, %")
            .logarithmicX();
    double whole = mean(dense, CompressRow::bytes);
    ToDoubleFunction<CompressRow> share = row -> 100 * row.bytes() / whole;
    addMethod(chart, Method.DENSE, share, row -> 100 * row.testAccuracy());
    addMethods(chart, share, row -> 100 * row.testAccuracy());
    return chart.draw();
  }

  /** Times by the dense network's, which was timed in turns: what else ran then is out of it. */
  private Picture latency(String batch, ToDoubleFunction<CompressRow> percent) {
    LineChart chart =
        chart(
                "Time of an evaluation of " + batch + " against sparsity",
                LEFT,
                "time, % of the dense network's")
            .logarithmicX();
    across(chart, 100);
    addMethods(chart, CompressPlots::left, percent);
    return chart.draw();
  }

  private LineChart chart(String title, String x, String y) {
    String dashes = config.quantize() ? "; dashed: int8" : "";
    String bars = config.seeds().size() == 1 ? "" : "; bars: 95 % intervals over seeds";
    return new LineChart(title, config.settings() + dashes + bars, x, y, floats.size());
  }

  /** The dense network's line across all others. */
  private void across(LineChart chart, double value) {
    double least =
        floats.values().stream()
            .flatMap(List::stream)
            .mapToDouble(group -> mean(group, CompressPlots::left))
            .min()
            .orElse(1);
    chart.line("dense", new double[] {least, 100}, new double[] {value, value});
  }

  private void addMethods(
      LineChart chart, ToDoubleFunction<CompressRow> x, ToDoubleFunction<CompressRow> y) {
    for (Method method : floats.keySet()) {
      if (method != Method.DENSE) {
        addMethod(chart, method, x, y);
      }
    }
  }

  private void addMethod(
      LineChart chart,
      Method method,
      ToDoubleFunction<CompressRow> x,
      ToDoubleFunction<CompressRow> y) {
    List<List<CompressRow>> groups = sorted(floats.get(method), x);
    double[] halfWidths =
        groups.stream().mapToDouble(group -> Interval.of(group, y).halfWidth()).toArray();
    chart.points(
        method.toString(),
        means(groups, x),
        means(groups, y),
        Double.isNaN(halfWidths[0]) ? null : halfWidths);
    if (quantized.containsKey(method)) {
      List<List<CompressRow>> small = sorted(quantized.get(method), x);
      chart.dashedPoints(means(small, x), means(small, y));
    }
  }

  private static List<List<CompressRow>> sorted(
      List<List<CompressRow>> groups, ToDoubleFunction<CompressRow> x) {
    return groups.stream()
        .sorted(Comparator.comparingDouble((List<CompressRow> group) -> mean(group, x)))
        .toList();
  }

  private static double[] means(
      List<List<CompressRow>> groups, ToDoubleFunction<CompressRow> measure) {
    return groups.stream().mapToDouble(group -> mean(group, measure)).toArray();
  }

  private static double left(CompressRow row) {
    return 100 * (1 - row.weightsGone());
  }

  private static double mean(List<CompressRow> group, ToDoubleFunction<CompressRow> measure) {
    return Interval.of(group, measure).mean();
  }
}
