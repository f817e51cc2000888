// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.plots.EpochCurves;
import io.sparseout.experiments.plots.FilterPicture;
import io.sparseout.experiments.plots.LineChart;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run's rows, metrics and models say: a table, and plots with a line a regularizer. */
final class SparsityReport {
  /** Bins at the ends that have less are not worth the room. */
  private static final double LEAST_PERCENTAGE = 0.02;

  private final SparsityConfig config;
  private final List<SparsityRow> rows;
  private final Map<String, List<SparsityRow>> byLabel;

  SparsityReport(SparsityConfig config, List<SparsityRow> rows) {
    this.config = config;
    this.rows = rows;
    this.byLabel =
        rows.stream()
            .collect(
                Collectors.groupingBy(SparsityRow::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** A line for each regularizer: means over its seeds, with intervals where there are several. */
  String table() {
    Table table =
        new Table(
            config.comparesQ() ? "q" : "regularizer",
            "Hoyer sparsity",
            "share of zeros",
            "mean activation",
            "test loss");
    byLabel.forEach(
        (label, group) ->
            table.add(
                config.comparesQ() ? group.get(0).q().toString() : label,
                Interval.of(group, SparsityRow::hoyer).text(4),
                Interval.of(group, SparsityRow::zeroFraction).text(4),
                Interval.of(group, SparsityRow::meanActivation).text(4),
                Interval.of(group, SparsityRow::testLoss).text(5)));
    return table.toString();
  }

  /** Draws all plots. */
  void plot(PlotFiles files, List<EpochMetrics> metrics, RunDirectory directory, ImageDataset set) {
    if (config.comparesQ() && byLabel.size() > 1) {
      files.add("sparsity", this::sparsityAgainstQ);
    }
    files.add("activations", this::activations);
    files.add("filters", () -> filters(directory, set));
    Map<String, String> labels =
        rows.stream().collect(Collectors.toMap(SparsityRow::trial, SparsityRow::label));
    EpochCurves curves = new EpochCurves(metrics, labels, "images");
    files.add("loss", () -> curves.loss(config.settings(), "mean squared error"));
  }

  private Picture sparsityAgainstQ() {
    LineChart chart =
        new LineChart("Sparsity of the code", config.settings(), "q", "Hoyer sparsity", 1)
            .withoutLegend();
    List<List<SparsityRow>> groups = new ArrayList<>(byLabel.values());
    groups.sort((a, b) -> Float.compare(a.get(0).q(), b.get(0).q()));
    double[] q = new double[groups.size()];
    double[] hoyer = new double[groups.size()];
    double[] halfWidths = new double[groups.size()];
    for (int i = 0; i < q.length; i++) {
      Interval interval = Interval.of(groups.get(i), SparsityRow::hoyer);
      q[i] = groups.get(i).get(0).q();
      hoyer[i] = interval.mean();
      halfWidths[i] = interval.halfWidth();
    }
    chart.points("Hoyer sparsity", q, hoyer, Double.isNaN(halfWidths[0]) ? null : halfWidths);
    return chart.draw();
  }

  private Picture activations() {
    LineChart chart =
        new LineChart(
                "Activations of the code",
                config.settings() + "; a bin is a tenth of a decade",
                "activation",
                "share of all activations in a bin, %",
                byLabel.size())
            .logarithmicX();
    Activations all = activations(rows);
    int from = all.firstBin(LEAST_PERCENTAGE);
    int to = all.lastBin(LEAST_PERCENTAGE) + 1;
    byLabel.forEach(
        (label, group) -> {
          Activations sum = activations(group);
          String name =
              String.format(Locale.ROOT, "%s: %.1f %% zeros", label, 100 * sum.zeroFraction());
          chart.line(
              name,
              Arrays.copyOfRange(sum.middles(), from, to),
              Arrays.copyOfRange(sum.percentages(), from, to));
        });
    return chart.draw();
  }

  private static Activations activations(List<SparsityRow> rows) {
    return Activations.sum(rows.stream().map(SparsityRow::activations).toList());
  }

  /** The filters of each regularizer's first seed, from the saved models. */
  private Picture filters(RunDirectory directory, ImageDataset set) {
    List<FilterPicture.Panel> panels = new ArrayList<>();
    byLabel.forEach(
        (label, group) -> {
          Tensor weights =
              Safetensors.read(directory.model(group.get(0).trial()))
                  .tensors()
                  .get("encoder.0.weight");
          panels.add(new FilterPicture.Panel(label, weights));
        });
    FilterPicture picture = new FilterPicture(set.channels(), set.height(), set.width());
    return picture.draw(
        "First filters of the encoder", config.settings() + "; " + picture.legend(), panels);
  }
}
