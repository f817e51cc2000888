// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.bench.RegularizedStep;
import io.sparseout.experiments.plots.IntervalPicture;
import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A run's costs as pictures. */
final class CostPlots {
  private final CostConfig config;
  private final List<CostRow> rows;

  CostPlots(CostConfig config, List<CostRow> rows) {
    this.config = config;
    this.rows = rows;
  }

  /** Draws those that there are rows for. */
  void add(PlotFiles files) {
    if (rows.stream().anyMatch(CostPlots::hasRatio)) {
      files.add("ratio", this::ratios);
    }
    if (rows.stream().filter(row -> !row.wholeStep()).map(CostRow::workload).distinct().count()
        > 1) {
      files.add("width", this::widths);
    }
  }

  private static boolean hasRatio(CostRow row) {
    return row.wholeStep() && row.ratioToDropout() != null;
  }

  /** The ratios to Dropout of whole steps, a panel for each step. */
  private Picture ratios() {
    List<IntervalPicture.Panel> panels =
        rows.stream()
            .filter(CostPlots::hasRatio)
            .map(CostRow::workload)
            .distinct()
            .map(workload -> new IntervalPicture.Panel(workload, bars(workload)))
            .toList();
    return new IntervalPicture(
            "Time of a whole training step, as a multiple of " + config.baseline(),
            config.settings() + "; dashed: the limit, " + CostFinding.LIMIT)
        .draw(1, CostFinding.LIMIT, panels);
  }

  private List<IntervalPicture.Bar> bars(String workload) {
    return rows.stream()
        .filter(row -> row.workload().equals(workload) && hasRatio(row))
        .map(
            row ->
                new IntervalPicture.Bar(
                    row.regularizer(), row.ratioToDropout(), row.ratioLower(), row.ratioUpper()))
        .toList();
  }

  /** The times of single layers against their width, a line for each regularizer. */
  private Picture widths() {
    LineChart chart =
        new LineChart(
                "Time of a step of one Linear, " + RegularizedStep.LINEAR_BATCH + " examples",
                config.settings(),
                "inputs and outputs",
                "ms",
                config.regularizers().size())
            .logarithmicX()
            .logarithmicY();
    for (String regularizer : config.regularizers()) {
      List<CostRow> line =
          rows.stream()
              .filter(row -> !row.wholeStep() && row.regularizer().equals(regularizer))
              .sorted(Comparator.comparingInt(CostPlots::width))
              .toList();
      if (!line.isEmpty()) {
        chart.points(
            regularizer,
            values(line, CostPlots::width),
            values(line, CostRow::medianMillis),
            values(line, CostPlots::halfWidth));
      }
    }
    return chart.draw();
  }

  /** Bars have two equal halves, which on a logarithmic axis must not reach down to 0. */
  private static double halfWidth(CostRow row) {
    return Math.min(
        (row.upperMillis() - row.lowerMillis()) / 2, row.medianMillis() - row.lowerMillis());
  }

  private static int width(CostRow row) {
    return RegularizedStep.of("width", row.workload()).width().orElseThrow();
  }

  private static double[] values(List<CostRow> line, ToDoubleFunction<CostRow> measure) {
    return line.stream().mapToDouble(measure).toArray();
  }
}
