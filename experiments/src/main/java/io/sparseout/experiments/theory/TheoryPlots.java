// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A run's rows as pictures, and the penalties' unit balls. */
final class TheoryPlots {
  /** Points of a quarter of a unit ball's edge. */
  private static final int STEPS = 200;

  private final TheoryConfig config;
  private final List<TheoryRow> rows;

  TheoryPlots(TheoryConfig config, List<TheoryRow> rows) {
    this.config = config;
    this.rows = rows;
  }

  /** Draws all plots. */
  void add(PlotFiles files) {
    files.add("expected-loss", this::expectedLoss);
    files.add("remainder", this::remainder);
    files.add("unit-balls", this::unitBalls);
  }

  /** A point for each case, of the penalty and the expected loss. */
  private Picture expectedLoss() {
    Map<String, List<TheoryRow>> groups =
        rows.stream()
            .filter(row -> row.penalty() != null && row.order() == null && row.expected() > 0)
            .collect(groupingBy(TheoryPlots::kind, LinkedHashMap::new, toList()));
    LineChart chart =
        new LineChart(
                "Expected loss under the noise against the penalty",
                config.settings() + "; dashed: where both are the same",
                "penalty",
                "expected loss, less that without noise",
                groups.size())
            .logarithmicX()
            .logarithmicY();
    groups.forEach(
        (kind, group) ->
            chart.marks(
                kind, values(group, TheoryRow::penalty), values(group, TheoryRow::expected)));
    double[] ends =
        groups.values().stream()
            .flatMap(List::stream)
            .mapToDouble(TheoryRow::penalty)
            .sorted()
            .toArray();
    double[] diagonal = {ends[0], ends[ends.length - 1]};
    chart.dashed(diagonal, diagonal);
    return chart.draw();
  }

  private static String kind(TheoryRow row) {
    return row.model() + ", " + row.place() + (row.draws() == null ? "" : ", drawn");
  }

  /** For each model, place and p, the case whose remainder falls least steeply. */
  private Picture remainder() {
    Map<String, TheoryRow> worst = new LinkedHashMap<>();
    for (TheoryRow row : rows) {
      if (row.order() != null) {
        worst.merge(
            row.model() + ", " + row.place() + ", p = " + row.p(),
            row,
            (a, b) -> b.order().slope() < a.order().slope() ? b : a);
      }
    }
    LineChart chart =
        new LineChart(
                "What the expected loss has beyond the penalty",
                "of each model, place and p, the q of the smallest order",
                "standard deviation of the noise on the predictor",
                "|expected loss - penalty|",
                worst.size())
            .logarithmicX()
            .logarithmicY();
    worst.forEach(
        (name, row) -> {
          RemainderOrder order = row.order();
          String label =
              String.format(
                  Locale.ROOT,
                  "%s, q = %s: order %.2f",
                  name,
                  RegularizerChoice.number(row.q()),
                  order.slope());
          chart.points(label, array(order.noises()), array(order.remainders()), null);
        });
    return chart.draw();
  }

  /** The points (a, b) with |a|^q + |b|^q = 1 for each q. */
  private Picture unitBalls() {
    List<Float> norms =
        config.q().stream().filter(q -> q > 0).sorted(Comparator.naturalOrder()).toList();
    LineChart chart =
        new LineChart(
                "Unit balls of the penalties",
                "|a|^q + |b|^q = 1: for a smaller q, corners where one of both is 0",
                "a",
                "b",
                norms.size())
            .ranges(-1.7, 1.7, -1.1, 1.1);
    for (float q : norms) {
      double[] a = new double[4 * STEPS + 1];
      double[] b = new double[4 * STEPS + 1];
      for (int i = 0; i < a.length; i++) {
        double angle = Math.PI / 2 * i / STEPS;
        a[i] = power(Math.cos(angle), q);
        b[i] = power(Math.sin(angle), q);
      }
      chart.line("q = " + RegularizerChoice.number(q), a, b);
    }
    return chart.draw();
  }

  /** cos^2 + sin^2 = 1, so their powers by 2/q are on the unit ball. */
  private static double power(double coordinate, double q) {
    return Math.copySign(Math.pow(Math.abs(coordinate), 2 / q), coordinate);
  }

  private static double[] values(List<TheoryRow> group, ToDoubleFunction<TheoryRow> value) {
    return group.stream().mapToDouble(value).toArray();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
