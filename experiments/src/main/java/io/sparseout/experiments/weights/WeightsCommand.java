// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.options.TrainingOptions;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.tables.Summary;
import io.sparseout.regularizers.sparsity.Sparsity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code weights}. */
@Command(
    name = "weights",
    sortOptions = false,
    header = "Measure whether dropout and its relatives lead to sparse trained weights.",
    description = {
      "",
      "Trains the same network without a regularizer and with each of several, over several seeds,"
          + " and measures the trained weights: shares near zero, Hoyer's measure, the Gini index and"
          + " kurtosis, by layer too. Seeds are pairs: differences to none come with paired t-tests,"
          + " corrected by Holm. Says in a sentence what holds, by which measure, and leaves results,"
          + " histograms and the trained models in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout weights",
      "  sparseout weights --preset small --data-dir ~/data",
      "  sparseout weights --regularizer none,dropout:p=0.2,dropout:p=0.5 --seeds 5",
      "  sparseout weights --data mnist --model lenet5 --lr 0.02 --limit 6000 --threshold 0.01"
    })
public final class WeightsCommand implements Callable<Integer> {
  private static final String NAME = "weights";

  /** Of noise on weights of norm q = 1, half of them dropped is more than training bears. */
  private static final String REGULARIZERS =
      "none,dropout:p=0.5,sparseout:p=0.5,q=1.5,bridgeout:p=0.1,q=1.5,dropconnect:p=0.5"
          + ",l1:strength=0.0001,l2:strength=0.001";

  /** LeNet-5 and the small VGG take no high rate. */
  private static final double RATE = 0.05;

  private final StopSignal stop;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "smoke",
      description = {
        "What holds where other options say nothing (default: ${DEFAULT-VALUE}).",
        "smoke: digits, 4000 images, mlp:128,128, 10 epochs, 3 seeds, in about a minute.",
        "small: mnist, 20000 images, mlp:256,256, 10 epochs, 5 seeds."
      })
  private String preset;

  @Option(
      names = "--model",
      paramLabel = "TEXT",
      description =
          "The model: " + ModelChoice.NAMES + ", such as mlp:1024,1024 (default: the preset's).")
  private String model;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      defaultValue = REGULARIZERS,
      description =
          "Regularizers to compare, with commas between them; all are compared with none"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> regularizers;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training, 1 to 100000 (default: the preset's).")
  private Integer epochs;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "" + RATE,
      description =
          "First learning rate, above 0, which falls to 0 along half a cosine (default:"
              + " ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "" + Sparsity.NEAR_ZERO,
      description =
          "The magnitude up to which a weight counts as near zero, 0 or more (default:"
              + " ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(
      names = "--relative-threshold",
      paramLabel = "T",
      defaultValue = "0.1",
      description =
          "The same as a share of the root mean square of its layer's weights, 0 or more (default:"
              + " ${DEFAULT-VALUE}).")
  private double relativeThreshold;

  @Mixin private TrainingOptions training;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public WeightsCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    List<RegularizerChoice> choices = common.checked(this::choices);
    WeightsConfig config = common.checked(() -> config(choices));
    common.setUpCompute();
    Images images = DataSource.of(config.data()).load(common.dataFolders(), config.limit());
    ModelChoice model = ModelChoice.of(config.model());
    common.require(() -> choices.forEach(choice -> model.requireFits(choice, images.train())));
    RunRecord record = common.record(NAME, config, images.hash());
    RunDirectory directory = resume.directory(common, record);
    List<WeightsTrial> trials = new ArrayList<>();
    for (RegularizerChoice choice : choices) {
      for (long seed : config.seeds()) {
        trials.add(new WeightsTrial(config, images, choice, seed, directory));
      }
    }
    Run<WeightsRow> run = resume.start(directory, record, stop, WeightsRow.class);
    long steps = trials.stream().skip(run.rows().size()).mapToLong(WeightsTrial::steps).sum();
    Results results;
    try (Progress progress =
        ProgressViews.of(common.stderr(), common.quiet(), steps, config.epochs())) {
      results = run.execute(plan(trials), progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new WeightsPlots(config, run.rows(), directory).add(plots, run.metrics());
    String text = new WeightsReport(config, run.rows(), Effect.all(run.rows())).text();
    Summary.print(common, results, text, directory, plots);
    return 0;
  }

  private static Plan<WeightsRow> plan(List<WeightsTrial> trials) {
    return new Plan<>() {
      @Override
      public List<? extends Trial<WeightsRow>> next(List<WeightsRow> rows) {
        return trials.subList(rows.size(), trials.size());
      }

      @Override
      public Conclusion<WeightsRow> conclude(List<WeightsRow> rows) {
        return new Conclusion<>(rows, Effect.all(rows));
      }
    };
  }

  private List<RegularizerChoice> choices() {
    return Require.distinct("--regularizer", regularizers.stream().map(String::strip).toList())
        .stream()
        .map(text -> RegularizerChoice.of(text).withoutStates())
        .collect(Collectors.toUnmodifiableList());
  }

  private WeightsConfig config(List<RegularizerChoice> choices) {
    Preset otherwise = Preset.of(preset);
    return new WeightsConfig(
        preset,
        training.data(otherwise.data()).toString(),
        training.limit(otherwise.limit()),
        ModelChoice.of(model == null ? otherwise.model() : model).text(),
        choices.stream().map(RegularizerChoice::text).toList(),
        Require.inRange("--epochs", epochs == null ? otherwise.epochs() : epochs, 1, 100_000),
        training.batch(),
        Require.positive("--lr", learningRate),
        Require.finiteFromZero("--threshold", threshold),
        Require.finiteFromZero("--relative-threshold", relativeThreshold),
        training.seeds(common.seed(), otherwise.seeds()));
  }
}
