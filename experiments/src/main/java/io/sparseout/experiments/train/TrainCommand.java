// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.OptimizerOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.TrainingOptions;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.tables.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code train}. */
@Command(
    name = "train",
    sortOptions = false,
    header = "Train a classifier of images with each of some regularizers.",
    description = {
      "",
      "Prints accuracy and loss on the test images, and leaves results, plots and the trained"
          + " models in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout train",
      "  sparseout train --data mnist --model mlp:1024,1024 --regularizer dropout:p=0.5",
      "  sparseout train --data mnist --model lenet5 --lr 0.05 --epochs 5",
      "  sparseout train --regularizer none,dropout:p=0.5,sparseout:p=0.5,q=1.5 --seeds 3",
      "  sparseout train --epochs 20 --resume runs/train-1/checkpoints/none-seed1.safetensors"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final String NAME = "train";

  private final StopSignal stop;

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      defaultValue = "mlp:256",
      description =
          "The model: linear; mlp: and the units of each hidden layer, such as mlp:1024,1024;"
              + " lenet5; vgg; or wrn-16-4, a wide residual network by depth and widening"
              + " (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      defaultValue = "dropout:p=0.5",
      description =
          "Applied to hidden activations, each layer's of an mlp: none, dropout:p=0.5,"
              + " sparseout:p=0.5,q=1.5 and the like, which regularizers lists; several at once with plus"
              + " signs, dropout:p=0.5+max-norm; several with commas or by giving the option"
              + " again, for a model each"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> regularizers;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Epochs of training, 1 to 100000 (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--checkpoints",
      paramLabel = "NAME",
      defaultValue = "last",
      description =
          "A checkpoint is saved after each epoch; keep the last one, or all"
              + " (default: ${DEFAULT-VALUE}).")
  private String checkpoints;

  @Option(
      names = "--resume",
      paramLabel = "PATH",
      description =
          "Go on to the same results as if it had never ended, all other options as they were. A file:"
              + " a checkpoint, of one regularizer and one seed, for a new run. A folder: that of a run that"
              + " ended early, without --out; what has a row is not trained again.")
  private Path resume;

  @Mixin private OptimizerOptions descent;

  @Mixin private TrainingOptions training;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public TrainCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    List<RegularizerChoice> choices = common.checked(this::choices);
    TrainConfig config = common.checked(() -> config(choices));
    common.setUpCompute();
    Images images = training.data().load(common.dataFolders(), config.limit());
    common.require(() -> requireFit(choices, images));
    RunRecord record = common.record(NAME, config, images.hash());
    Path folder = ofRun() ? resume : null;
    RunDirectory directory = common.checked(() -> RunDirectory.of(common.out(), NAME, folder));
    List<TrainTrial> trials = new ArrayList<>();
    for (RegularizerChoice choice : choices) {
      for (long seed : config.seeds()) {
        trials.add(new TrainTrial(config, images, choice, seed, directory));
      }
    }
    Run<TrainRow> run =
        folder == null
            ? new Run<>(directory, record, stop)
            : Run.resume(directory, record, stop, TrainRow.class);
    long steps = trials.stream().skip(run.rows().size()).mapToLong(TrainTrial::steps).sum();
    Results results;
    try (Progress progress = ProgressViews.of(common.stderr(), common.quiet(), steps, epochs)) {
      results = run.execute(trials, progress);
    }
    TrainReport report = new TrainReport(config, run.rows());
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    report.plot(plots, run.metrics());
    Summary.print(common, results, report.table(), directory, plots);
    return 0;
  }

  private List<RegularizerChoice> choices() {
    return Require.distinct("--regularizer", regularizers).stream()
        .map(RegularizerChoice::of)
        .map(RegularizerChoice::withoutStates)
        .collect(Collectors.toUnmodifiableList());
  }

  /** Whether a run is to go on, not a checkpoint of one. */
  private boolean ofRun() {
    return resume != null && Files.isDirectory(resume);
  }

  private void requireFit(List<RegularizerChoice> choices, Images images) {
    choices.forEach(choice -> ModelChoice.of(model).requireFits(choice, images.train()));
  }

  private TrainConfig config(List<RegularizerChoice> choices) {
    ModelChoice.of(model);
    List<Long> seeds = training.seeds(common.seed());
    boolean fromCheckpoint = resume != null && !ofRun();
    if (fromCheckpoint && choices.size() * seeds.size() > 1) {
      throw new IllegalArgumentException(
          "--resume: a checkpoint is of one model; give one regularizer and one seed, not "
              + choices.size() * seeds.size());
    }
    return new TrainConfig(
        training.data().toString(),
        training.limit(),
        model,
        choices.stream().map(RegularizerChoice::text).toList(),
        Require.inRange("--epochs", epochs, 1, 100_000),
        training.batch(),
        descent.optimizer(),
        descent.learningRate(),
        descent.schedule(),
        Require.oneOf("--checkpoints", checkpoints, "last", "all"),
        fromCheckpoint ? resume.toString() : null,
        seeds);
  }
}
