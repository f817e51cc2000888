// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Repeats a step until the JIT compiler is done with it: until it has been quiet for as long as the
 * warm-up took before, in all 2 seconds at the least, or as many as are asked for, and ten times as
 * many at the most. The compiler is quiet in a slice of time if it compiled for less than a
 * hundredth of it.
 */
public final class WarmUp {
  private static final double LEAST_SECONDS = 2;
  private static final double MOST = 10;
  private static final double SLICE_SECONDS = 0.1;
  private static final double QUIET_MILLIS = 1;

  private final double leastSeconds;
  private final LongSupplier nanos;
  private final LongSupplier compiledMillis;

  /** By the clocks of this JVM. */
  WarmUp() {
    this(LEAST_SECONDS);
  }

  /** By the clocks of this JVM, so many seconds at the least. */
  public WarmUp(double leastSeconds) {
    this(leastSeconds, System::nanoTime, compiler());
  }

  /** By other clocks. */
  WarmUp(LongSupplier nanos, LongSupplier compiledMillis) {
    this(LEAST_SECONDS, nanos, compiledMillis);
  }

  /**
   * By other clocks.
   *
   * @param leastSeconds how long at the least
   * @param nanos the time in nanoseconds
   * @param compiledMillis the time that the compiler has spent so far, in milliseconds
   */
  WarmUp(double leastSeconds, LongSupplier nanos, LongSupplier compiledMillis) {
    this.leastSeconds = leastSeconds;
    this.nanos = nanos;
    this.compiledMillis = compiledMillis;
  }

  /** Where the JVM has no compiler, or does not say how long it worked, it counts as quiet. */
  private static LongSupplier compiler() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler::getTotalCompilationTime
        : () -> 0;
  }

  /** Takes the step until it is warm, once at the least. */
  public void run(Runnable step) {
    long start = nanos.getAsLong();
    long compiled = compiledMillis.getAsLong();
    double sliceEnd = SLICE_SECONDS;
    double busyUntil = 0;
    double elapsed;
    do {
      step.run();
      elapsed = (nanos.getAsLong() - start) * 1e-9;
      if (elapsed >= sliceEnd) {
        long now = compiledMillis.getAsLong();
        if (now - compiled > QUIET_MILLIS) {
          busyUntil = elapsed;
        }
        compiled = now;
        sliceEnd = elapsed + SLICE_SECONDS;
      }
    } while (elapsed < Math.max(leastSeconds, Math.min(MOST * leastSeconds, 2 * busyUntil)));
  }
}
