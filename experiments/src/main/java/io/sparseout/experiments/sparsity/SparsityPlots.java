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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A run's plots: those of each series, and measures against q with a line for each gradient. */
final class SparsityPlots {
  /** Bins at the ends that have less are not worth the room. */
  private static final double LEAST_PERCENTAGE = 0.02;

  private final SparsityConfig config;
  private final List<Series> all;
  private final RunDirectory directory;

  SparsityPlots(SparsityConfig config, List<SparsityRow> rows, RunDirectory directory) {
    this.config = config;
    this.all = Series.all(config.comparesQ(), rows);
    this.directory = directory;
  }

  /** Draws all plots. */
  void add(PlotFiles files, List<EpochMetrics> metrics, ImageDataset set) {
    if (config.comparesQ() && config.q().size() > 1) {
      beside().forEach(gradients -> addAgainstNorm(files, gradients));
    }
    for (Series series : all) {
      files.add(name("activations", series, all), () -> activations(series));
      files.add(name("filters", series, all), () -> filters(series, set));
      Map<String, String> labels =
          series.rows().stream().collect(Collectors.toMap(SparsityRow::trial, series::label));
      EpochCurves curves = new EpochCurves(metrics, labels, "images");
      files.add(
          name("loss", series, all),
          () -> curves.loss(config.settings(series), "mean squared error"));
    }
  }

  private static String name(String plot, Series series, List<Series> all) {
    String key = series.key(all);
    return key.isEmpty() ? plot : plot + "-" + key;
  }

  /** The series that differ in the gradient alone, together. */
  private List<List<Series>> beside() {
    Set<List<Series>> groups = new LinkedHashSet<>();
    for (Series series : all) {
      groups.add(all.stream().filter(series::isBeside).toList());
    }
    return List.copyOf(groups);
  }

  private void addAgainstNorm(PlotFiles files, List<Series> gradients) {
    Series first = gradients.get(0);
    List<Series> firsts = beside().stream().map(group -> group.get(0)).toList();
    String inactive = first.code().inactiveName();
    files.add(
        name("sparsity", first, firsts),
        () -> againstNorm("Sparsity", "Hoyer sparsity", gradients, SparsityRow::hoyer));
    files.add(
        name("zeros", first, firsts),
        () -> againstNorm("Inactive units", inactive, gradients, first.code()::inactive));
  }

  private Picture againstNorm(
      String title, String unit, List<Series> gradients, ToDoubleFunction<SparsityRow> measure) {
    boolean alone = gradients.size() == 1;
    String settings = config.settings(gradients.get(0), alone);
    LineChart chart = new LineChart(title + " of the code", settings, "q", unit, gradients.size());
    for (Series series : gradients) {
      List<Interval> intervals =
          series.byNorm().values().stream().map(group -> Interval.of(group, measure)).toList();
      chart.points(
          alone ? unit : series.gradient() + " gradient",
          series.byNorm().keySet().stream().mapToDouble(q -> q).toArray(),
          intervals.stream().mapToDouble(Interval::mean).toArray(),
          config.seeds().size() == 1
              ? null
              : intervals.stream().mapToDouble(Interval::halfWidth).toArray());
    }
    return (alone ? chart.withoutLegend() : chart).draw();
  }

  private Picture activations(Series series) {
    Map<String, List<SparsityRow>> byLabel = series.byLabel();
    LineChart chart =
        new LineChart(
                "Activations of the code",
                config.settings(series) + "; a bin is a tenth of a decade",
                "activation",
                "share of all activations in a bin, %",
                byLabel.size())
            .logarithmicX();
    Activations sums = sum(series.rows());
    int from = sums.firstBin(LEAST_PERCENTAGE);
    int to = sums.lastBin(LEAST_PERCENTAGE) + 1;
    byLabel.forEach(
        (label, group) -> {
          Activations sum = sum(group);
          String name =
              String.format(Locale.ROOT, "%s: %.1f %% zeros", label, 100 * sum.zeroFraction());
          chart.line(
              name,
              Arrays.copyOfRange(sum.middles(), from, to),
              Arrays.copyOfRange(sum.percentages(), from, to));
        });
    return chart.draw();
  }

  private static Activations sum(List<SparsityRow> rows) {
    return Activations.sum(rows.stream().map(SparsityRow::activations).toList());
  }

  /** The filters of each regularizer's first seed, from the saved models. */
  private Picture filters(Series series, ImageDataset set) {
    List<FilterPicture.Panel> panels = new ArrayList<>();
    series
        .byLabel()
        .forEach(
            (label, group) -> {
              Tensor weights =
                  Safetensors.read(directory.model(group.get(0).trial()))
                      .tensors()
                      .get("encoder.0.weight");
              panels.add(new FilterPicture.Panel(label, weights));
            });
    FilterPicture picture = new FilterPicture(set.channels(), set.height(), set.width());
    return picture.draw(
        "First filters of the encoder", config.settings(series) + "; " + picture.legend(), panels);
  }
}
