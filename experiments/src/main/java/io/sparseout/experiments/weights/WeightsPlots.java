// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.experiments.plots.EpochCurves;
import io.sparseout.experiments.plots.HistogramPicture;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.regularizers.sparsity.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run's models as pictures: histograms of their weights side by side, and how training went. */
final class WeightsPlots {
  private static final int BINS = 121;

  private final WeightsConfig config;
  private final List<WeightsRow> rows;
  private final Map<String, List<WeightsRow>> groups;
  private final Map<String, Map<String, Tensor>> models = new HashMap<>();

  /** The plots of trained models, which are read from the run's folder. */
  WeightsPlots(WeightsConfig config, List<WeightsRow> rows, RunDirectory directory) {
    this.config = config;
    this.rows = rows;
    this.groups = WeightsRow.groups(rows);
    for (WeightsRow row : rows) {
      models.put(row.trial(), Safetensors.read(directory.model(row.trial())).tensors());
    }
  }

  /** Draws all plots. */
  void add(PlotFiles files, List<EpochMetrics> metrics) {
    List<String> layers = rows.get(0).layers().stream().map(WeightSummary::name).toList();
    files.add("weights", () -> histograms("all layers", layers));
    for (String layer : layers) {
      files.add("weights-" + layer, () -> histograms(layer, List.of(layer)));
    }
    Map<String, String> labels =
        rows.stream().collect(Collectors.toMap(WeightsRow::trial, WeightsRow::setting));
    EpochCurves curves = new EpochCurves(metrics, labels, "images");
    files.add("accuracy", () -> curves.accuracy(config.settings()));
    files.add("loss", () -> curves.loss(config.settings(), "cross-entropy"));
  }

  /** A panel for each setting, of the weights of all its seeds, to one range. */
  private Picture histograms(String what, List<String> layers) {
    double range = Double.MIN_NORMAL;
    for (WeightsRow row : rows) {
      for (String layer : layers) {
        double[] values = models.get(row.trial()).get(layer).toDoubleArray();
        range = Math.max(range, Arrays.stream(values).map(Math::abs).max().orElse(0));
      }
    }
    List<WeightsRow> baseline = groups.get(Effect.BASELINE);
    Histogram outline = baseline == null ? null : histogram(baseline, layers, range);
    List<HistogramPicture.Panel> panels = new ArrayList<>();
    for (Map.Entry<String, List<WeightsRow>> group : groups.entrySet()) {
      panels.add(
          new HistogramPicture.Panel(
              group.getKey(),
              histogram(group.getValue(), layers, range),
              group.getValue() == baseline ? null : outline));
    }
    String subtitle =
        config.settings()
            + "; logarithmic counts"
            + (outline == null ? "" : "; red line: " + Effect.BASELINE);
    return new HistogramPicture("Trained weights, " + what, subtitle).draw(panels);
  }

  private Histogram histogram(List<WeightsRow> group, List<String> layers, double range) {
    Histogram histogram = new Histogram(-range, range, BINS);
    for (WeightsRow row : group) {
      for (String layer : layers) {
        histogram.add(models.get(row.trial()).get(layer));
      }
    }
    return histogram;
  }
}
