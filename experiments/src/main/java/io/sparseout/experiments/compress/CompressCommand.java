// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.ResumeOption;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code compress}. */
@Command(
    name = "compress",
    sortOptions = false,
    header = "Train a classifier of images, make it smaller in several ways, and measure.",
    description = {
      "",
      "Trains a dense network once a seed, and makes smaller ones of it: weights or whole units are"
          + " pruned, at once or during training, the rest is fine-tuned, units that are gone are"
          + " taken out, weights that are gone are left out of the file where products that skip them"
          + " are faster, and each network is made one with weights of eight bits too. Each is saved"
          + " in checkpoints, where predict can use it, loaded again, and measured: accuracy and loss"
          + " on the test images, the size of the file, the time of an evaluation of 1 and of 64"
          + " images, and the heap that the network and an evaluation of 64 images take.",
      "",
      "Times are of this machine as it is: medians of samples taken in turns with the dense network,"
          + " so that what else runs slows both; the ratios to the dense network are what to compare."
          + " Its own line shows how far they can be trusted: it is timed against itself.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout compress",
      "  sparseout compress --preset small --data-dir ~/data",
      "  sparseout compress --methods gradual --sparsity 0.9,0.95 --seeds 3",
      "  sparseout compress --model lenet5 --lr 0.02 --methods structured --units 0.25,0.5"
    })
public final class CompressCommand implements Callable<Integer> {
  private static final String NAME = "compress";

  private final StopSignal stop;

  @Mixin private CompressOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public CompressCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    CompressConfig config = common.checked(() -> options.config(common.seed()));
    common.setUpCompute();
    Images images = DataSource.of(config.data()).load(common.dataFolders(), config.limit());
    Training training = new Training(config, images, RegularizerChoice.of(config.regularizer()));
    common.require(() -> Rehearsal.of(training));
    RunRecord record = common.record(NAME, config, images.hash());
    RunDirectory directory = resume.directory(common, record);
    Compression plan = new Compression(training, new Gauge(training, directory, stop));
    Run<CompressRow> run = resume.start(directory, record, stop, CompressRow.class);
    long steps = plan.steps(run.rows());
    Results results;
    try (Progress progress = ProgressViews.of(common.stderr(), common.quiet(), steps)) {
      results = run.execute(plan, progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new CompressPlots(config, run.rows()).add(plots);
    String text = CompressReport.text(config, run.rows(), Difference.all(run.rows()));
    Summary.print(common, results, text, directory, plots);
    return 0;
  }
}
