// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the warm-up is, by clocks of the test's own: each step takes 50 ms. */
class WarmUpTest {
  private static final long STEP_MILLIS = 50;
  private static final double TOLERANCE_MILLIS = 200;

  private long millis;

  @ParameterizedTest
  @CsvSource({
    "0, 2000", // nothing to compile: the least
    "900, 2000",
    "3000, 6000", // as long again
    "1000000, 20000", // never quiet: the most
  })
  void itEndsWhenTheCompilerWasQuietForAsLongAgain(long busyMillis, double warmMillis) {
    new WarmUp(() -> millis * 1_000_000, () -> Math.min(millis, busyMillis))
        .run(() -> millis += STEP_MILLIS);
    assertEquals(warmMillis, (double) millis, TOLERANCE_MILLIS);
  }

  @ParameterizedTest
  @CsvSource({"0, 500", "900, 1800", "1000000, 5000"})
  void itCanBeShorterInAll(long busyMillis, double warmMillis) {
    new WarmUp(0.5, () -> millis * 1_000_000, () -> Math.min(millis, busyMillis))
        .run(() -> millis += STEP_MILLIS);
    assertEquals(warmMillis, (double) millis, TOLERANCE_MILLIS);
  }

  @ParameterizedTest
  @CsvSource({"30000, 1", "700, 3"})
  void aLongStepIsTakenOnceAtTheLeast(long stepMillis, long steps) {
    new WarmUp(() -> millis * 1_000_000, () -> 0).run(() -> millis += stepMillis);
    assertEquals(steps * stepMillis, millis);
  }
}
