// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.plots.HistogramPicture;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.DataHash;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.regularizers.sparsity.Histogram;
import io.sparseout.regularizers.sparsity.Sparsity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code inspect}. */
@Command(
    name = "inspect",
    sortOptions = false,
    header = "Measure how sparse the weights of a checkpoint are, and its model's activations.",
    description = {
      "",
      "Takes a safetensors file of F32, F64, I8, I32 or I64. Prints a line for each tensor: the shares of zeros and near-zeros,"
          + " Hoyer's measure, the Gini index, the excess kurtosis, the range, and how many rows,"
          + " what a unit looks at, are 0 throughout. Weights that compress has made sparse, or of eight"
          + " bits, are measured as the floats that they stand for. Of a model that this program has saved, it"
          + " measures the activations of each part over a data set too. With --out, results and"
          + " histograms go to a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout inspect --checkpoint runs/a/checkpoints/none-seed1.safetensors",
      "  sparseout inspect --checkpoint model.safetensors --data mnist --out runs/inspected",
      "  sparseout inspect --checkpoint model.safetensors --units --json"
    })
public final class InspectCommand implements Callable<Integer> {
  private static final String NAME = "inspect";
  private static final int BINS = 101;
  private static final int MOST_PANELS = 60;

  private final StopSignal stop;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      required = true,
      description = "The safetensors file.")
  private Path checkpoint;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "Measure activations on the test data of this set too: images that train takes, or of a"
              + " language model a text that language takes.")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "With --data: use its first N test images or tokens alone (default: all).")
  private Integer limit;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "" + Sparsity.NEAR_ZERO,
      description =
          "The magnitude up to which a number counts as near zero, 0 or more (default:"
              + " ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(
      names = "--units",
      description = "Have the measures of each row, and of each unit, in the JSON.")
  private boolean units;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public InspectCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    InspectConfig config = common.checked(this::config);
    common.setUpCompute();
    Map<String, StoredTensor> content = StoredTensor.all(checkpoint, Safetensors.read(checkpoint));
    Inspection weights =
        Inspection.of(checkpoint, fileBytes(), content, config.threshold(), config.units());
    InspectedModel model = new InspectedModel(checkpoint, config);
    Inspection found =
        data == null
            ? weights
            : weights.with(data, common.checked(() -> model.activations(common.dataFolders())));
    common.stdout().print(common.json() ? Json.document(found) : new InspectReport(found).text());
    common.out().ifPresent(out -> save(out, config, found, content));
    common.stdout().flush();
    return 0;
  }

  private InspectConfig config() {
    if (data == null && limit != null) {
      throw new IllegalArgumentException("--limit: is of the data; give --data too");
    }
    return new InspectConfig(
        checkpoint.toString(),
        data == null ? null : InspectedModel.checked(data),
        limit == null ? null : (Integer) Require.inRange("--limit", limit, 1, Integer.MAX_VALUE),
        Require.finiteFromZero("--threshold", threshold),
        units);
  }

  /** What is measured is this run's data. */
  private DataHash fileHash() {
    try {
      return new DataHash(
          checkpoint.toString(), Fingerprint.sha256(Files.readAllBytes(checkpoint)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long fileBytes() {
    try {
      return Files.size(checkpoint);
    } catch (IOException e) {
      throw new CheckpointException(
          checkpoint, "it cannot be read, " + e, "check the path and its permissions", e);
    }
  }

  private void save(
      Path out, InspectConfig config, Inspection found, Map<String, StoredTensor> content) {
    RunDirectory directory = RunDirectory.create(Optional.of(out), NAME);
    try (Progress nothing = ProgressViews.of(common.stderr(), true, 0, 0)) {
      new Run<Inspection>(directory, common.record(NAME, config, fileHash()), stop)
          .execute(onlyConclusion(found), nothing);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    List<HistogramPicture.Panel> panels = panels(found, content);
    if (!panels.isEmpty()) {
      HistogramPicture picture =
          new HistogramPicture(
              "Weights by layer",
              checkpoint + "; logarithmic counts, each weight to its own range");
      plots.add("weights", () -> picture.draw(panels));
    }
    if (!common.json()) {
      common.stdout().println();
      common.stdout().println("results   " + directory.results());
      plots.written().forEach(plot -> common.stdout().println("plot      " + plot));
    }
  }

  /** There is nothing to train; the result is a row. */
  private static Plan<Inspection> onlyConclusion(Inspection found) {
    return new Plan<>() {
      @Override
      public List<Trial<Inspection>> next(List<Inspection> rows) {
        return List.of();
      }

      @Override
      public Conclusion<Inspection> conclude(List<Inspection> rows) {
        return new Conclusion<>(List.of(found), List.of());
      }
    };
  }

  /** A panel for each weight; of a large network, for the first ones. */
  private static List<HistogramPicture.Panel> panels(
      Inspection found, Map<String, StoredTensor> content) {
    List<HistogramPicture.Panel> panels = new ArrayList<>();
    for (TensorRow row : found.tensors()) {
      if (row.deadRows() != null && row.isOfWeights() && panels.size() < MOST_PANELS) {
        Tensor tensor = content.get(row.name()).values();
        String label = row.name() + " " + row.shape();
        panels.add(new HistogramPicture.Panel(label, Histogram.spanning(tensor, BINS), null));
      }
    }
    return panels;
  }
}
