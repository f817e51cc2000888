// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.options.TrainingOptions;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.tables.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code sparsity}. */
@Command(
    name = "sparsity",
    sortOptions = false,
    header = "Train an autoencoder for each q, and measure how sparse its code is.",
    description = {
      "",
      "The first experiment of the Sparseout paper. An autoencoder 784-hidden-784 with a ReLU code"
          + " is trained by Adam on the mean squared error, with Sparseout(p, q) on the code. A"
          + " smaller q makes the code sparser, a larger one denser; q = 2 is Dropout. Prints a"
          + " table and leaves results, plots and the trained models in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout sparsity",
      "  sparseout sparsity --data mnist --data-dir ~/data --gradient exact",
      "  sparseout sparsity --q 1,2,3 --seeds 5 --out runs/five-seeds",
      "  sparseout sparsity --regularizer none,dropout:p=0.3"
    })
public final class SparsityCommand implements Callable<Integer> {
  private static final String NAME = "sparsity";
  private static final List<Float> DEFAULT_Q = List.of(1f, 1.5f, 2f, 2.5f, 3f);

  private final StopSignal stop;

  @Option(
      names = "--q",
      paramLabel = "Q",
      split = ",",
      description = "Norms to compare, each 0 or more (default: 1,1.5,2,2.5,3).")
  private List<Float> q;

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "Probability of dropping, 0 to 1 (default: 0.5).")
  private Float p;

  @Option(
      names = "--gradient",
      paramLabel = "NAME",
      description =
          "Sparseout's gradient: published, or exact, the derivative (default: published).")
  private String gradient;

  @Option(
      names = "--regularizer",
      paramLabel = "TEXT",
      split = RegularizerChoice.SEPARATOR,
      splitSynopsisLabel = ",",
      description =
          "In place of --q, --p and --gradient: regularizers such as none, dropout:p=0.5 or"
              + " sparseout:p=0.5,q=1.5, which regularizers lists; several with commas, or by giving the"
              + " option again.")
  private List<String> regularizers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "256",
      description = "Units of the code, 2 to 65536 (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Epochs of training, 1 to 100000 (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      defaultValue = "0.001",
      description = "Adam's learning rate, above 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Mixin private TrainingOptions training;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public SparsityCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    List<RegularizerChoice> choices = common.checked(this::choices);
    SparsityConfig config = common.checked(() -> config(choices));
    common.setUpCompute();
    Images images = training.data().load(common.dataFolders(), config.limit());
    RunDirectory directory = resume.directory(common, NAME);
    List<SparsityTrial> trials = new ArrayList<>();
    for (RegularizerChoice choice : choices) {
      for (long seed : config.seeds()) {
        trials.add(new SparsityTrial(config, images, choice, seed, directory));
      }
    }
    Run<SparsityRow> run =
        resume.start(
            directory, common.record(NAME, config, images.hash()), stop, SparsityRow.class);
    long steps = trials.stream().mapToLong(SparsityTrial::steps).sum();
    Results results;
    try (Progress progress = ProgressViews.of(common.stderr(), common.quiet(), steps, epochs)) {
      results = run.execute(trials, progress);
    }
    SparsityReport report = new SparsityReport(config, run.rows());
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    report.plot(plots, run.metrics(), directory, images.test());
    Summary.print(common, results, report.table(), directory, plots);
    return 0;
  }

  private List<RegularizerChoice> choices() {
    if (regularizers == null) {
      return Require.distinct("--q", q == null ? DEFAULT_Q : q).stream()
          .map(norm -> Require.finiteFromZero("--q", norm))
          .map(norm -> RegularizerChoice.sparseout(probability(), norm, gradient()))
          .collect(Collectors.toUnmodifiableList());
    }
    if (q != null || p != null || gradient != null) {
      throw new IllegalArgumentException(
          "--regularizer: stands in place of --q, --p and --gradient; give one or the other");
    }
    return Require.distinct("--regularizer", regularizers).stream()
        .map(RegularizerChoice::of)
        .map(RegularizerChoice::withoutStates)
        .collect(Collectors.toUnmodifiableList());
  }

  private SparsityConfig config(List<RegularizerChoice> choices) {
    boolean comparesQ = regularizers == null;
    return new SparsityConfig(
        training.data().toString(),
        training.limit(),
        comparesQ ? choices.stream().map(RegularizerChoice::q).toList() : null,
        comparesQ ? (Float) probability() : null,
        comparesQ ? gradient() : null,
        choices.stream().map(RegularizerChoice::text).toList(),
        Require.inRange("--hidden", hidden, 2, 65_536),
        Require.inRange("--epochs", epochs, 1, 100_000),
        training.batch(),
        Require.positive("--lr", learningRate),
        training.seeds(common.seed()));
  }

  private float probability() {
    return Require.probability("--p", p == null ? 0.5f : p);
  }

  private String gradient() {
    return gradient == null ? "published" : gradient;
  }
}
