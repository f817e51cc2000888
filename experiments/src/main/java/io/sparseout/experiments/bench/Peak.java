// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.SpeedLimits;
import java.util.function.LongSupplier;

/**
 * The best of many short repetitions: what the machine does when nothing disturbs it. Clocks and
 * neighbours make it slower, nothing makes it faster.
 *
 * @param rate units a second
 * @param stepSeconds the time of a repetition
 * @param steps how many there were
 */
record Peak(double rate, double stepSeconds, int steps) {
  private static final int ROUNDS = 500; // some half a millisecond
  private static final double LARGEST_COPY = 128 << 20; // bytes, beyond most caches
  private static final double COPIED_AT_ONCE = 4 << 20; // bytes, some hundred microseconds
  private static final double NOTABLY = 1.005;
  private static final int STEPS_WITHOUT_BETTER = 20;
  private static final double SECONDS_WITHOUT_BETTER = 0.15;
  private static final double LONGEST_SECONDS = 3;

  /** Of fma, in floating-point operations a second, an fma counted as two. */
  static Peak fma() {
    return of(() -> SpeedLimits.multiplyAdd(ROUNDS));
  }

  /** Of copying between arrays of 64 MB, in bytes read and written a second. */
  static Peak copy() {
    return copy(LARGEST_COPY);
  }

  /**
   * Of moving so many bytes again and again, half of them read and half written: from whatever
   * cache holds them. More than 128 MB count as 128 MB.
   */
  static Peak copy(double bytes) {
    double moved = Math.max(1, Math.min(LARGEST_COPY, bytes));
    int length = (int) Math.ceil(moved / (2 * Float.BYTES));
    float[] source = new float[length];
    float[] target = new float[length];
    int times = (int) Math.ceil(COPIED_AT_ONCE / moved);
    return of(() -> SpeedLimits.copy(source, target, times));
  }

  /**
   * Repeats a step until no notably better one has come for a while, which is after the JIT
   * compiler is done with it.
   *
   * @param step gives how many units it did
   */
  private static Peak of(LongSupplier step) {
    double rate = 0;
    double stepSeconds = 0;
    int steps = 0;
    int bestStep = 0;
    long start = System.nanoTime();
    long bestTime = start;
    long now = start;
    while ((steps - bestStep < STEPS_WITHOUT_BETTER
            || seconds(bestTime, now) < SECONDS_WITHOUT_BETTER)
        && seconds(start, now) < LONGEST_SECONDS) {
      long before = System.nanoTime();
      long units = step.getAsLong();
      now = System.nanoTime();
      steps++;
      double seconds = Math.max(seconds(before, now), 1e-9);
      if (units / seconds > rate) {
        if (units / seconds > rate * NOTABLY) {
          bestStep = steps;
          bestTime = now;
        }
        rate = units / seconds;
        stepSeconds = seconds;
      }
    }
    return new Peak(rate, stepSeconds, steps);
  }

  private static double seconds(long from, long to) {
    return (to - from) * 1e-9;
  }
}
