// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.report.Interval;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures on the test images against q. Dropout stands at q = 2, which it is. */
final class NormCurves {
  private static final double DROPOUT = 2;

  private final String settings;
  private final List<List<ImageRow>> norms = new ArrayList<>();
  private final List<List<ImageRow>> others = new ArrayList<>();

  /**
   * Curves of a run.
   *
   * @param settings the run's
   * @param groups tested rows by setting
   */
  NormCurves(String settings, Map<String, List<ImageRow>> groups) {
    this.settings = settings;
    groups.forEach((setting, group) -> (isPlain(group.get(0)) ? norms : others).add(group));
    norms.sort(Comparator.comparingDouble(group -> q(group.get(0))));
  }

  /** Whether there are several norms to compare. */
  boolean compares() {
    return norms.size() > 1;
  }

  /** Test accuracy with intervals; a line across for each setting that has no place on the axis. */
  BufferedImage accuracy() {
    LineChart chart =
        chart("Accuracy on test images, each q with its best p", "accuracy, %", 1 + others.size());
    addPoints(chart, "Sparseout", row -> 100 * row.testAccuracy());
    double[] ends = {q(norms.get(0).get(0)), q(norms.get(norms.size() - 1).get(0))};
    for (List<ImageRow> group : others) {
      double accuracy = Interval.of(group, row -> 100 * row.testAccuracy()).mean();
      chart.line(group.get(0).setting(), ends, new double[] {accuracy, accuracy});
    }
    return others.isEmpty() ? chart.withoutLegend().draw() : chart.draw();
  }

  /** The mean sparsity of all layers. */
  BufferedImage sparsity() {
    LineChart chart = chart("Sparsity of activations, mean of all layers", "sparsity", 2);
    addPoints(chart, "Hoyer sparsity", ImageRow::hoyer);
    addPoints(chart, "share of zeros", ImageRow::zeroFraction);
    return chart.draw();
  }

  private LineChart chart(String title, String y, int lines) {
    return new LineChart(
        title, settings + "; q = 2 is Dropout; bars: 95 % intervals over seeds", "q", y, lines);
  }

  private void addPoints(LineChart chart, String name, ToDoubleFunction<ImageRow> measure) {
    List<Interval> intervals = norms.stream().map(group -> Interval.of(group, measure)).toList();
    double[] halfWidths = intervals.stream().mapToDouble(Interval::halfWidth).toArray();
    chart.points(
        name,
        norms.stream().mapToDouble(group -> q(group.get(0))).toArray(),
        intervals.stream().mapToDouble(Interval::mean).toArray(),
        Double.isNaN(halfWidths[0]) ? null : halfWidths);
  }

  /** Whether a row is of Sparseout as it is by default, or of Dropout. */
  private static boolean isPlain(ImageRow row) {
    return row.setting().equals("dropout") || row.setting().startsWith("q=");
  }

  private static double q(ImageRow row) {
    return row.q() == null ? DROPOUT : row.q();
  }
}
