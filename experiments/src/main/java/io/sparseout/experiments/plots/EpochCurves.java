// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.HeldOutMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Measures by epoch, a line for each regularizer: the mean over its trials. */
public final class EpochCurves {
  private final Map<String, List<EpochMetrics>> byLabel;
  private final String data;

  /**
   * Curves of a run.
   *
   * @param metrics of all trials, one or more; those of trials without a label are left out
   * @param labels the label of each trial's regularizer by the trial's name
   * @param data what the models are measured on: {@code images}
   */
  public EpochCurves(List<EpochMetrics> metrics, Map<String, String> labels, String data) {
    byLabel =
        metrics.stream()
            .filter(epoch -> labels.containsKey(epoch.trial()))
            .collect(
                Collectors.groupingBy(
                    epoch -> labels.get(epoch.trial()), LinkedHashMap::new, Collectors.toList()));
    this.data = metrics.get(0).heldOut().part() + " " + data;
  }

  /**
   * A chart of the losses: on the held-out data, and dashed in training.
   *
   * @param settings the run's
   * @param unit what the loss is
   */
  public Picture loss(String settings, String unit) {
    String subtitle = settings + "; dashed: in training, with noise";
    LineChart chart =
        new LineChart("Loss on " + data, subtitle, "epoch", unit, byLabel.size()).wholeX();
    byLabel.forEach(
        (label, epochs) -> {
          Map<Integer, Double> test = means(epochs, epoch -> epoch.heldOut().loss());
          Map<Integer, Double> train = means(epochs, EpochMetrics::trainLoss);
          chart.points(label, xs(test), ys(test), null);
          chart.dashed(xs(train), ys(train));
        });
    return chart.draw();
  }

  /** A chart of the accuracies on the held-out data, in percent; for classifiers. */
  public Picture accuracy(String settings) {
    return heldOut(settings, "Accuracy", "accuracy, %", heldOut -> 100 * heldOut.accuracy());
  }

  /**
   * A chart of a measure on the held-out data.
   *
   * @param settings the run's
   * @param title what is measured
   * @param unit what the measure counts
   */
  public Picture heldOut(
      String settings, String title, String unit, ToDoubleFunction<HeldOutMetrics> measure) {
    LineChart chart =
        new LineChart(title + " on " + data, settings, "epoch", unit, byLabel.size()).wholeX();
    byLabel.forEach(
        (label, epochs) -> {
          Map<Integer, Double> points =
              means(epochs, epoch -> measure.applyAsDouble(epoch.heldOut()));
          chart.points(label, xs(points), ys(points), null);
        });
    return chart.draw();
  }

  private static Map<Integer, Double> means(
      List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> measure) {
    return epochs.stream()
        .collect(
            Collectors.groupingBy(
                EpochMetrics::epoch, TreeMap::new, Collectors.averagingDouble(measure)));
  }

  private static double[] xs(Map<Integer, Double> points) {
    return points.keySet().stream().mapToDouble(x -> x).toArray();
  }

  private static double[] ys(Map<Integer, Double> points) {
    return points.values().stream().mapToDouble(y -> y).toArray();
  }
}
