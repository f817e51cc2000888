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
    Samples base = workload.base() == null ? null : warm(workload.base(), seed);
    Limits before = limits(workload.cost());
    HeapMeter heap = new HeapMeter();
    Step step = stoppable(workload.prepare().apply(seed));
    new WarmUp().run(step::run);
    Samples samples = time(step, base);
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
        base == null ? null : workload.base().name(),
        base == null ? null : (Double) (stepSeconds / (base.medianNanos() * 1e-9)),
        null);
  }

  /** Samples of another workload, to be taken. */
  private Samples warm(Workload workload, long seed) {
    Step step = stoppable(workload.prepare().apply(seed));
    new WarmUp().run(step::run);
    return new Samples(step);
  }

  private static Limits limits(Cost cost) {
    return new Limits(Peak.fma().rate(), Peak.copy(cost.bytes()).rate());
  }

  /** Samples of a step, in turns with those of a base, so that one clock counts for both. */
  private Samples time(Step step, Samples base) {
    Samples samples = new Samples(step);
    long start = System.nanoTime();
    while (secondsSince(start) < seconds || samples.count() < LEAST_SAMPLES) {
      samples.take();
      if (base != null) {
        base.take();
      }
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
