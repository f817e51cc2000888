// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.bench.RegularizedStep;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.ResumeOption;
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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code cost}. */
@Command(
    name = "cost",
    sortOptions = false,
    header = "Measure what Dropout, Sparseout and Bridgeout add to the time of a training step.",
    description = {
      "",
      "Takes training steps of networks, and of single layers of several widths, without a regularizer"
          + " and with each of several. Each is warmed up until the JIT compiler is quiet; then they"
          + " are timed in rounds, one sample of each in an order that changes, so that what else the"
          + " machine does falls on all alike. Medians, and their ratios to Dropout's, come with 95 %%"
          + " bootstrap intervals over rounds; with them come the bytes that a step allocates and"
          + " those that the heap keeps.",
      "",
      "Times are of this machine as it is, and no two runs have the same; ratios of one run are what to"
          + " compare. A step is measured whole or, when the run is stopped, again from its start.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout cost",
      "  sparseout cost --preset small --threads 2",
      "  sparseout cost --workload mlp,linear-1024 --rounds 101",
      "  sparseout cost --workload lstm --regularizer sparseout:p=0.2,q=1.7,gaussian-dropout:p=0.2"
    })
public final class CostCommand implements Callable<Integer> {
  private static final String NAME = "cost";

  private final StopSignal stop;

  @Mixin private CostOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public CostCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    common.setUpCompute();
    CostConfig config = common.checked(() -> options.config(common.seed()));
    List<RegularizedStep> steps =
        config.workloads().stream().map(name -> RegularizedStep.of("--workload", name)).toList();
    if (options.mustBeTried()) {
      common.require(() -> steps.forEach(step -> requireFits(step, config)));
    }
    RunRecord record = common.record(NAME, config);
    RunDirectory directory = resume.directory(common, record);
    Run<CostRow> run = resume.start(directory, record, stop, CostRow.class);
    List<CostTrial> trials =
        steps.stream().flatMap(step -> new Measurement(step, config).trials().stream()).toList();
    long samples = trials.stream().mapToLong(CostTrial::steps).sum();
    Results results;
    try (Progress progress = ProgressViews.of(common.stderr(), common.quiet(), samples)) {
      results = run.execute(plan(trials), progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new CostPlots(config, run.rows()).add(plots);
    String text = new CostReport(config, run.rows()).text();
    Summary.print(common, results, text, directory, plots);
    return 0;
  }

  private static void requireFits(RegularizedStep step, CostConfig config) {
    for (String text : config.regularizersOf(step.name())) {
      try {
        step.prepare(RegularizerChoice.of(text).regularization(), config.seed()).run();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--regularizer: " + text + " does not fit " + step.name() + ": " + e.getMessage(), e);
      }
    }
  }

  private static Plan<CostRow> plan(List<CostTrial> trials) {
    return new Plan<>() {
      @Override
      public List<? extends Trial<CostRow>> next(List<CostRow> rows) {
        return trials.subList(rows.size(), trials.size());
      }

      @Override
      public Conclusion<CostRow> conclude(List<CostRow> rows) {
        return new Conclusion<>(rows, CostFinding.all(rows));
      }
    };
  }
}
