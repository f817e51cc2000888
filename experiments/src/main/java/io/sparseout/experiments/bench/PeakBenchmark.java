// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Compute;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A limit of the machine, as a benchmark of its own: on one thread and on all.
 *
 * @param name its name
 * @param unit what its rate counts
 * @param peak measures it on the threads that are set
 */
record PeakBenchmark(String name, String unit, Supplier<Peak> peak) implements Benchmark {
  @Override
  public void measure(Timing timing, long seed, Consumer<BenchResult> results) {
    int threads = Compute.threads();
    if (threads > 1) {
      Compute.setThreads(1);
      try {
        results.accept(result());
      } finally {
        Compute.setThreads(threads);
      }
    }
    results.accept(result());
  }

  private BenchResult result() {
    Peak best = peak.get();
    return new BenchResult(
        name,
        unit,
        best.rate(),
        best.stepSeconds() * 1e3,
        best.steps(),
        Compute.threads(),
        Compute.kernelName(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
