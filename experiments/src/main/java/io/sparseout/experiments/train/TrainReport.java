// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import io.sparseout.experiments.plots.EpochCurves;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run's rows and metrics say: a table, and plots with a line a regularizer. */
final class TrainReport {
  private final TrainConfig config;
  private final List<TrainRow> rows;

  TrainReport(TrainConfig config, List<TrainRow> rows) {
    this.config = config;
    this.rows = rows;
  }

  /** A line for each regularizer: means over its seeds, with intervals where there are several. */
  String table() {
    Table table = new Table("regularizer", "test accuracy, %", "test loss", "seconds");
    rows.stream()
        .collect(Collectors.groupingBy(TrainRow::label, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (label, group) ->
                table.add(
                    label,
                    Interval.of(group, row -> 100 * row.testAccuracy()).text(2),
                    Interval.of(group, TrainRow::testLoss).text(4),
                    Interval.of(group, TrainRow::trainSeconds).text(1)));
    return table.toString();
  }

  /** Draws all plots. */
  void plot(PlotFiles files, List<EpochMetrics> metrics) {
    Map<String, String> labels =
        rows.stream().collect(Collectors.toMap(TrainRow::trial, TrainRow::label));
    EpochCurves curves = new EpochCurves(metrics, labels, "images");
    files.add("accuracy", () -> curves.accuracy(config.settings()));
    files.add("loss", () -> curves.loss(config.settings(), "cross-entropy"));
  }
}
