// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Compute;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.StoppedException;

/**
 * Times a workload, once it is warm, in samples of a step; of several where a step is so short that
 * the clock would count. The machine's limits are measured just before and just after, and the
 * better ones taken, so that a change of its clock between does not look like speed.
 */
final class Timing {
  private static final int LEAST_SAMPLES = 5;

  private final double seconds;
  private final StopSignal stop;

  /** Timing for so many seconds, and for five samples at the least. */
  Timing(double seconds, StopSignal stop) {
    this.seconds = seconds;
    this.stop = stop;
  }

  /** Prepares a workload, warms it up and times it. */
  BenchResult of(Workload workload, long seed) {
    Limits before = limits(workload.cost());
    HeapMeter heap = new HeapMeter();
    Step step = stoppable(workload.prepare().apply(seed));
    new WarmUp().run(step::run);
    Samples samples = time(step);
    long heapBytes = heap.bytes(step);
    double stepSeconds = samples.medianNanos() * 1e-9;
    Limits.Share share = before.best(limits(workload.cost())).share(workload.cost(), stepSeconds);
    return new BenchResult(
        workload.name(),
        workload.unit(),
        workload.unitsPerStep() / stepSeconds,
        stepSeconds * 1e3,
        samples.steps(),
        Compute.threads(),
        Compute.kernelName(),
        samples.medianBytes(),
        heapBytes,
        share.limit(),
        share.share(),
        null);
  }

  private static Limits limits(Cost cost) {
    return new Limits(Peak.fma().rate(), Peak.copy(cost.bytes()).rate());
  }

  private Samples time(Step step) {
    Samples samples = new Samples(step);
    long start = System.nanoTime();
    while (secondsSince(start) < seconds || samples.count() < LEAST_SAMPLES) {
      samples.take();
    }
    return samples;
  }

  private Step stoppable(Step step) {
    return new Step(
        step.before(),
        () -> {
          if (stop.isRequested()) {
            throw new StoppedException("workloads that were finished are printed");
          }
          step.work().run();
        });
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
