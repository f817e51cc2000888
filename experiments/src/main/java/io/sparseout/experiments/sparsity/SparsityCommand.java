// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.tables.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code sparsity}. */
@Command(
    name = "sparsity",
    sortOptions = false,
    header = "Train an autoencoder for each q, and measure how sparse its code is.",
    description = {
      "",
      "The first experiment of the Sparseout paper. An autoencoder 784-hidden-784 with a ReLU or"
          + " sigmoid code is trained by Adam on the mean squared error, with Sparseout(p, q) on the"
          + " code. With the published gradient a smaller q makes the code sparser, a larger one"
          + " denser; q = 2 is Dropout. Prints tables, how sparsity goes with q, and whether the"
          + " gradient decides it, and leaves results, plots and the trained models in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout sparsity",
      "  sparseout sparsity --preset smoke",
      "  sparseout sparsity --data mnist --data-dir ~/data --gradient published,exact --seeds 5",
      "  sparseout sparsity --code relu,sigmoid --p 0.3,0.5",
      "  sparseout sparsity --q 1,2,3 --seeds 5 --out runs/five-seeds",
      "  sparseout sparsity --regularizer none,dropout:p=0.3"
    })
public final class SparsityCommand implements Callable<Integer> {
  private static final String NAME = "sparsity";

  private final StopSignal stop;

  @Mixin private SparsityOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public SparsityCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    List<Treatment> treatments = common.checked(options::treatments);
    SparsityConfig config = common.checked(() -> options.config(common.seed()));
    common.setUpCompute();
    Images images = DataSource.of(config.data()).load(common.dataFolders(), config.limit());
    RunRecord record = common.record(NAME, config, images.hash());
    RunDirectory directory = resume.directory(common, record);
    List<SparsityTrial> trials = new ArrayList<>();
    for (Treatment treatment : treatments) {
      for (long seed : config.seeds()) {
        trials.add(new SparsityTrial(config, images, treatment, seed, directory));
      }
    }
    Run<SparsityRow> run = resume.start(directory, record, stop, SparsityRow.class);
    long steps = trials.stream().skip(run.rows().size()).mapToLong(SparsityTrial::steps).sum();
    Results results;
    try (Progress progress =
        ProgressViews.of(common.stderr(), common.quiet(), steps, config.epochs())) {
      results = run.execute(plan(config, trials), progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new SparsityPlots(config, run.rows(), directory).add(plots, run.metrics(), images.test());
    String text = new SparsityReport(config, run.rows()).text();
    Summary.print(common, results, text, directory, plots);
    return 0;
  }

  private static Plan<SparsityRow> plan(SparsityConfig config, List<SparsityTrial> trials) {
    return new Plan<>() {
      @Override
      public List<? extends Trial<SparsityRow>> next(List<SparsityRow> rows) {
        return trials.subList(rows.size(), trials.size());
      }

      @Override
      public Conclusion<SparsityRow> conclude(List<SparsityRow> rows) {
        return new Conclusion<>(rows, Trend.all(config, rows));
      }
    };
  }
}
