// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.report.Table;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.StopSignal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench}. */
@Command(
    name = "bench",
    sortOptions = false,
    header = "Measure how fast this machine computes.",
    description = {
      "",
      "Warms each workload up, then times its steps one by one. A training step is forward, backward"
          + " and the optimizer's update. Rates are those of the median step; allocated bytes are the"
          + " median of what a step allocates on the thread that takes it and the worker threads."
          + " Writes no files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout bench",
      "  sparseout bench --workload sgemm-1024,dropout-1M-fwd-bwd --threads 1 --json"
    })
public final class BenchCommand implements Callable<Integer> {
  private final StopSignal stop;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      description = "What to measure; --list names all (default: each of them, and sgemm-1024).")
  private List<String> names;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "6",
      description =
          "How long to measure each workload, above 0, after its warm-up"
              + " (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--list", description = "Print the names of the workloads and do nothing else.")
  private boolean list;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public BenchCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    PrintWriter out = common.stdout();
    if (list) {
      Workloads.names().forEach(out::println);
      return 0;
    }
    List<Workload> workloads = common.checked(this::workloads);
    Timing timing = new Timing(common.checked(() -> Require.positive("--seconds", seconds)), stop);
    common.setUpCompute();
    Table table = new Table("workload", "rate", "unit", "ms a step", "steps", "bytes a step");
    try {
      for (Workload workload : workloads) {
        if (!common.quiet()) {
          common.stderr().println("measuring " + workload.name());
        }
        report(timing.of(workload, common.seed()), table);
      }
    } finally { // what was measured before a signal counts
      if (!common.json()) {
        out.print(table);
      }
      out.flush();
    }
    return 0;
  }

  private void report(BenchResult result, Table table) {
    if (common.json()) {
      common.stdout().println(Json.line(result));
      common.stdout().flush();
      return;
    }
    table.add(
        result.workload(),
        String.format(Locale.ROOT, "%.4g", result.rate()),
        result.unit(),
        String.format(Locale.ROOT, "%.3f", result.stepMillis()),
        Integer.toString(result.steps()),
        Long.toString(result.allocatedBytes()));
  }

  private List<Workload> workloads() {
    List<String> wanted =
        names == null
            ? Workloads.names().stream().map(name -> name.replace("-N", "-1024")).toList()
            : names;
    return wanted.stream().map(Workloads::of).collect(Collectors.toUnmodifiableList());
  }
}
