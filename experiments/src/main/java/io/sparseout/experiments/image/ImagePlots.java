// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.compare.Compared;
import io.sparseout.experiments.compare.LayerCurves;
import io.sparseout.experiments.compare.NormCurves;
import io.sparseout.experiments.plots.EpochCurves;
import io.sparseout.experiments.plots.FilterPicture;
import io.sparseout.experiments.plots.MistakePicture;
import io.sparseout.experiments.plots.Picture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a run's chosen models come to, as pictures. */
final class ImagePlots {
  private final ImageConfig config;
  private final RunDirectory directory;
  private final List<ImageRow> chosen;
  private final Map<String, List<ImageRow>> groups;

  ImagePlots(ImageConfig config, List<ImageRow> rows, RunDirectory directory) {
    this.config = config;
    this.directory = directory;
    this.chosen = rows.stream().filter(ImageRow::chosen).toList();
    this.groups = Compared.groups(rows);
  }

  /** Draws all plots. */
  void add(PlotFiles files, List<EpochMetrics> metrics, ImageDataset test, FinalTest read) {
    NormCurves<ImageRow> norms = new NormCurves<>(config.settings(), groups);
    if (norms.compares()) {
      files.add(
          "accuracy-q",
          () ->
              norms.measure(
                  "Accuracy on test images", "accuracy, %", row -> 100 * row.testAccuracy()));
      files.add("sparsity-q", norms::sparsity);
    }
    if (!chosen.get(0).sparsity().isEmpty()) {
      files.add(
          "layers",
          () ->
              LayerCurves.draw(
                  config.settings() + "; test images",
                  "place of the regularizer, from the input",
                  groups));
    }
    Map<String, String> labels =
        chosen.stream().collect(Collectors.toMap(ImageRow::trial, ImageRow::label));
    EpochCurves curves = new EpochCurves(metrics, labels, "images");
    files.add("accuracy", () -> curves.accuracy(config.settings()));
    files.add("loss", () -> curves.loss(config.settings(), "cross-entropy"));
    files.add("filters", () -> filters(test, read));
    files.add("mistakes", () -> mistakes(test, read));
  }

  private static double mean(List<ImageRow> group, ToDoubleFunction<ImageRow> measure) {
    return Interval.of(group, measure).mean();
  }

  /** The filters of each setting's first seed, from the saved models. */
  private Picture filters(ImageDataset test, FinalTest read) {
    List<FilterPicture.Panel> panels = new ArrayList<>();
    groups.forEach(
        (setting, group) -> {
          ImageRow row = group.get(0);
          Tensor weights =
              Safetensors.read(directory.model(row.trial())).tensors().get(read.firstWeight());
          panels.add(new FilterPicture.Panel(row.label(), weights));
        });
    int[] dims = panels.get(0).weights().shape().dims();
    FilterPicture picture =
        dims.length == 4
            ? new FilterPicture(dims[1], dims[2], dims[3])
            : new FilterPicture(test.channels(), test.height(), test.width());
    return picture.draw(
        "Filters of the first layer", config.settings() + "; " + picture.legend(), panels);
  }

  /** The mistakes that the first model of the setting that validated best is surest of. */
  private Picture mistakes(ImageDataset test, FinalTest read) {
    List<ImageRow> best =
        groups.values().stream()
            .max(Comparator.comparingDouble(group -> mean(group, ImageRow::validationAccuracy)))
            .orElseThrow();
    ImageRow row = best.get(0);
    List<MistakePicture.Cell> cells =
        read.mistakes(row.trial()).stream()
            .sorted(Comparator.comparingDouble(mistake -> -mistake.probability()))
            .limit(MistakePicture.MOST)
            .map(
                mistake ->
                    new MistakePicture.Cell(
                        mistake.image(),
                        mistake.label(),
                        mistake.predicted(),
                        mistake.probability()))
            .toList();
    String subtitle =
        String.format(
            Locale.ROOT,
            "%s: %s, seed %d, %.2f %% of %d test images right; green: class, red: prediction",
            config.data(),
            row.label(),
            row.seed(),
            100 * row.testAccuracy(),
            test.size());
    return new MistakePicture(test).draw("The surest mistakes", subtitle, cells);
  }
}
