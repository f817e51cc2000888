// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures on test data against q. Dropout stands at q = 2, which it is.
 *
 * @param <R> the row of a trained model
 */
public final class NormCurves<R extends Compared> {
  private static final double DROPOUT = 2;

  private final String settings;
  private final List<List<R>> norms = new ArrayList<>();
  private final List<List<R>> others = new ArrayList<>();

  /**
   * Curves of a run.
   *
   * @param settings the run's
   * @param groups tested rows by setting
   */
  public NormCurves(String settings, Map<String, List<R>> groups) {
    this.settings = settings;
    groups.forEach((setting, group) -> (isPlain(group.get(0)) ? norms : others).add(group));
    norms.sort(Comparator.comparingDouble(group -> q(group.get(0))));
  }

  /** Whether there are several norms to compare. */
  public boolean compares() {
    return norms.size() > 1;
  }

  /**
   * A measure with intervals, each q with its chosen p; a line across for each setting that has no
   * place on the axis.
   *
   * @param title what is shown
   * @param unit what the measure counts
   */
  public Picture measure(String title, String unit, ToDoubleFunction<R> measure) {
    LineChart chart = chart(title + ", each q with its best p", unit, 1 + others.size());
    addPoints(chart, "Sparseout", measure);
    double[] ends = {q(norms.get(0).get(0)), q(norms.get(norms.size() - 1).get(0))};
    for (List<R> group : others) {
      double mean = Interval.of(group, measure).mean();
      chart.line(group.get(0).setting(), ends, new double[] {mean, mean});
    }
    return others.isEmpty() ? chart.withoutLegend().draw() : chart.draw();
  }

  /** The mean sparsity of all layers, and the share of zeros where there are any. */
  public Picture sparsity() {
    String title = "Sparsity of activations, mean of all layers";
    if (norms.stream().noneMatch(Compared::hasZeros)) {
      LineChart chart = chart(title, "Hoyer sparsity", 1);
      addPoints(chart, "Hoyer sparsity", Compared::hoyer);
      return chart.withoutLegend().draw();
    }
    LineChart chart = chart(title, "sparsity", 2);
    addPoints(chart, "Hoyer sparsity", Compared::hoyer);
    addPoints(chart, "share of zeros", Compared::zeroFraction);
    return chart.draw();
  }

  private LineChart chart(String title, String y, int lines) {
    return new LineChart(
        title, settings + "; q = 2 is Dropout; bars: 95 % intervals over seeds", "q", y, lines);
  }

  private void addPoints(LineChart chart, String name, ToDoubleFunction<R> measure) {
    List<Interval> intervals = norms.stream().map(group -> Interval.of(group, measure)).toList();
    double[] halfWidths = intervals.stream().mapToDouble(Interval::halfWidth).toArray();
    chart.points(
        name,
        norms.stream().mapToDouble(group -> q(group.get(0))).toArray(),
        intervals.stream().mapToDouble(Interval::mean).toArray(),
        Double.isNaN(halfWidths[0]) ? null : halfWidths);
  }

  /** Whether a row is of Sparseout as it is by default, or of Dropout. */
  private static boolean isPlain(Compared row) {
    return row.setting().equals("dropout") || row.setting().startsWith("q=");
  }

  private static double q(Compared row) {
    return row.q() == null ? DROPOUT : row.q();
  }
}
