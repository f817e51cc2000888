// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Times and allocations of a step. A sample is one step, or, where that takes less than a
 * millisecond, as many as fill one: the clock and the meter then count for nothing. Steps that need
 * something before them are timed one by one, and their bytes are with those of what they need.
 */
public final class Samples {
  private static final double SHORTEST_NANOS = 1e6;

  private final Step step;
  private final int repetitions;
  private final AllocationMeter meter = new AllocationMeter();
  private final List<Long> nanos = new ArrayList<>();
  private final List<Long> bytes = new ArrayList<>();

  /** No samples yet; takes a few steps to see how long they are. */
  public Samples(Step step) {
    this.step = step;
    int fill = 1;
    while (nanosOf(fill) < SHORTEST_NANOS) {
      fill *= 2;
    }
    repetitions = fill;
  }

  /** Takes one more; gives the time of a step in it, in nanoseconds. */
  public double take() {
    long before = meter.bytes();
    long time = nanosOf(repetitions);
    bytes.add(meter.bytes() - before);
    nanos.add(time);
    return (double) time / repetitions;
  }

  /** How many were taken. */
  public int count() {
    return nanos.size();
  }

  /** How many steps they are. */
  public int steps() {
    return repetitions * count();
  }

  /** The median time of a step, in nanoseconds. */
  public double medianNanos() {
    return (double) median(nanos) / repetitions;
  }

  /** The median of the bytes that a step allocated. */
  public long medianBytes() {
    return median(bytes) / repetitions;
  }

  private long nanosOf(int steps) {
    if (step.before() == null) {
      return nanosOf(step.work(), steps);
    }
    long sum = 0;
    for (int i = 0; i < steps; i++) {
      step.before().run();
      sum += nanosOf(step.work(), 1);
    }
    return sum;
  }

  private static long nanosOf(Runnable work, int times) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
