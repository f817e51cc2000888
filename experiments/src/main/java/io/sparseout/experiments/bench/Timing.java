// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Compute;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.StoppedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times a workload step by step, once the JIT compiler is done with it. */
final class Timing {
  private static final double WARM_UP_SECONDS = 2;
  private static final double LONGEST_WARM_UP_SECONDS = 6;
  private static final int WARM_UP_STEPS = 300;
  private static final int LEAST_STEPS = 5;

  private final double seconds;
  private final StopSignal stop;

  /** Timing for so many seconds, and for five steps at the least. */
  Timing(double seconds, StopSignal stop) {
    this.seconds = seconds;
    this.stop = stop;
  }

  /** Prepares a workload, warms it up and times it. */
  BenchResult of(Workload workload, long seed) {
    Runnable step = workload.prepare().apply(seed);
    warmUp(step);
    AllocationMeter meter = new AllocationMeter();
    List<Long> nanos = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    long start = System.nanoTime();
    while (secondsSince(start) < seconds || nanos.size() < LEAST_STEPS) {
      long bytesBefore = meter.bytes();
      long before = System.nanoTime();
      take(step);
      long after = System.nanoTime();
      bytes.add(meter.bytes() - bytesBefore);
      nanos.add(after - before);
    }
    double stepSeconds = median(nanos) * 1e-9;
    return new BenchResult(
        workload.name(),
        workload.unit(),
        workload.unitsPerStep() / stepSeconds,
        stepSeconds * 1e3,
        nanos.size(),
        Compute.threads(),
        Compute.kernelName(),
        median(bytes));
  }

  private void warmUp(Runnable step) {
    long start = System.nanoTime();
    int steps = 0;
    while (secondsSince(start) < WARM_UP_SECONDS
        || (steps < WARM_UP_STEPS && secondsSince(start) < LONGEST_WARM_UP_SECONDS)) {
      take(step);
      steps++;
    }
  }

  private void take(Runnable step) {
    if (stop.isRequested()) {
      throw new StoppedException("workloads that were finished are printed");
    }
    step.run();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
