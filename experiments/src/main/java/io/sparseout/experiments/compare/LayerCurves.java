// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The sparsity of activations layer by layer, a line for each setting. */
public final class LayerCurves {
  private LayerCurves() {}

  /**
   * A chart of the mean over seeds.
   *
   * @param settings the run's, and what the activations are of
   * @param layer what the layers are
   * @param groups tested rows by setting, of models with a layer or more
   */
  public static <R extends Compared> Picture draw(
      String settings, String layer, Map<String, List<R>> groups) {
    boolean zeros = groups.values().stream().anyMatch(Compared::hasZeros);
    LineChart chart =
        new LineChart(
                "Sparsity of activations, layer by layer",
                settings + (zeros ? "; solid: Hoyer sparsity, dashed: share of zeros" : ""),
                layer,
                zeros ? "sparsity" : "Hoyer sparsity",
                groups.size())
            .wholeX();
    groups.forEach(
        (setting, group) -> {
          double[] x = group.get(0).sparsity().stream().mapToDouble(LayerSparsity::layer).toArray();
          chart.points(group.get(0).label(), x, means(group, x.length, LayerSparsity::hoyer), null);
          if (zeros) {
            chart.dashed(x, means(group, x.length, LayerSparsity::zeroFraction));
          }
        });
    return chart.draw();
  }

  private static <R extends Compared> double[] means(
      List<R> group, int layers, ToDoubleFunction<LayerSparsity> measure) {
    double[] means = new double[layers];
    for (int i = 0; i < layers; i++) {
      int layer = i;
      means[i] = Interval.of(group, row -> measure.applyAsDouble(row.sparsity().get(layer))).mean();
    }
    return means;
  }
}
