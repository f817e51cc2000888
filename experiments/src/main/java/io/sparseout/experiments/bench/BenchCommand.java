// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
      "Warms each workload up until the JIT compiler is quiet, 2 to 20 seconds, then times its steps."
          + " A training step is forward, backward and the optimizer's update. Rates are those of the"
          + " median step; bytes a step are the median of what a step allocates on the thread that"
          + " takes it and the worker threads; peak MB is the heap that the warm workload keeps: data,"
          + " parameters, gradients, optimizer state and all intermediates of a step. Writes no files.",
      "",
      "fma-peak and copy are limits of this machine: fma alone, counted as two operations each, and"
          + " copying between arrays of 64 MB, counted as bytes read and written. They are measured on"
          + " one thread and on all, and their rates are those of the best step.",
      "",
      "The column limit tells which limit binds a step and how near the step comes to it: 'fma 80 %%'"
          + " means that the matrix products alone would take 80 %% of the step's time at fma-peak;"
          + " 'memory 50 %%', that to copy as many bytes as must be read and written would take half"
          + " of it, from the caches where they hold so many. Both limits are measured again with"
          + " each workload, as the best before and after it.",
      "",
      "The column times base tells the cost of a regularizer: the time of its step as a multiple of"
          + " Dropout's, or of the Linear's without it, which are timed in turns with it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout bench",
      "  sparseout bench --workload sgemm-1024,sgemm-20x200x800,sparseout-q1.37-1M-fwd-bwd",
      "  sparseout bench --workload gaussian-dropout-1M-fwd-bwd,sparseout:p=0.1,q=1-1M-fwd-bwd",
      "  sparseout bench --workload sgemm-1024 --threads 1 --json > before.json",
      "  sparseout bench --workload sgemm-1024 --threads 1 --compare before.json"
    })
public final class BenchCommand implements Callable<Integer> {
  /** A comma that no parameter of a regularizer comes after. */
  private static final String SEPARATOR = ",(?!\\s*[A-Za-z]+=)";

  private final StopSignal stop;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = SEPARATOR,
      splitSynopsisLabel = ",",
      description =
          "What to measure; --list names all. sgemm-N multiplies matrices N x N, sgemm-MxKxN one of"
              + " M x K by one of K x N; Q is any norm, REGULARIZER any text of the command regularizers"
              + " (default: the limits, each workload without"
              + " letters to fill in, and sgemm-1024).")
  private List<String> names;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "6",
      description =
          "How long to measure each workload, above 0, after its warm-up"
              + " (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description =
          "Compare rates with those of FILE, lines as --json prints them: adds how many times FILE's"
              + " rate each is. Of several lines with the same workload, unit and threads the last"
              + " counts; what FILE has with other threads only is not compared, with a warning.")
  private Path compared;

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
    List<Benchmark> benchmarks = common.checked(this::benchmarks);
    Timing timing = new Timing(common.checked(() -> Require.positive("--seconds", seconds)), stop);
    Comparison comparison =
        compared == null ? null : common.checked(() -> Comparison.read(compared));
    common.setUpCompute();
    BenchTable table = new BenchTable(compared);
    try {
      for (Benchmark benchmark : benchmarks) {
        if (!common.quiet()) {
          common.stderr().println("measuring " + benchmark.name());
        }
        benchmark.measure(timing, common.seed(), result -> report(result, comparison, table));
      }
    } finally { // what was measured before a signal counts
      if (!common.json()) {
        out.print(table);
      }
      out.flush();
    }
    return 0;
  }

  private void report(BenchResult measured, Comparison comparison, BenchTable table) {
    BenchResult result =
        comparison == null ? measured : comparison.with(measured, common.stderr()::println);
    if (common.json()) {
      common.stdout().println(Json.line(result));
      common.stdout().flush();
    } else {
      table.add(result);
    }
  }

  private List<Benchmark> benchmarks() {
    List<String> wanted = names == null ? Workloads.defaultNames() : names;
    return wanted.stream().map(Workloads::of).collect(Collectors.toUnmodifiableList());
  }
}
