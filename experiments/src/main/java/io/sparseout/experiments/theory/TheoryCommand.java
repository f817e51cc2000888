// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.tables.Summary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code theory}. */
@Command(
    name = "theory",
    sortOptions = false,
    header = "Check that Sparseout is an L_q penalty on features, and Dropout at q = 2.",
    description = {
      "",
      "Of linear, logistic and Poisson regression with Sparseout on the features x: the expected"
          + " loss under the noise, over all masks and by draws, against the penalty p/(2(1-p))"
          + " A''(x.w) sum w^2 |x|^q, which is exact for the linear model and of second order for"
          + " the others; the order of what is beyond it; the same of Bridgeout on the weights w;"
          + " and Sparseout at q = 2 against Dropout in every bit. All of it by the regularizers"
          + " themselves. Prints a line for each check, and leaves results and plots in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout theory",
      "  sparseout theory --preset small --out runs/theory",
      "  sparseout theory --q 0.7,2 --p 0.3 --scales 0.5 --features 6,1000 --draws 100000"
    })
public final class TheoryCommand implements Callable<Integer> {
  private static final String NAME = "theory";

  private final StopSignal stop;

  @Mixin private TheoryOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public TheoryCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    TheoryConfig config = common.checked(() -> options.config(common.seed()));
    common.setUpCompute();
    RunRecord record = common.record(NAME, config);
    RunDirectory directory = resume.directory(common, record);
    Run<TheoryRow> run = resume.start(directory, record, stop, TheoryRow.class);
    TheoryPlan plan = new TheoryPlan(config);
    Results results;
    try (Progress progress = ProgressViews.of(common.stderr(), common.quiet(), plan.steps())) {
      results = run.execute(plan, progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new TheoryPlots(config, run.rows()).add(plots);
    Summary.print(common, results, new TheoryReport(run.rows()).text(), directory, plots);
    return 0;
  }
}
