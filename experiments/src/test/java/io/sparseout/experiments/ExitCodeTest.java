// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.train.DivergedException;
import io.sparseout.experiments.runs.RunException;
import io.sparseout.experiments.runs.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void eachKindOfFailureHasItsCode() {
    assertEquals(4, ExitCode.of(new DivergedException(1, 2, Double.NaN, "0")));
    assertEquals(143, ExitCode.of(new StoppedException("nothing is left")));
    assertEquals(1, ExitCode.of(new RunException("no folder")));
    assertEquals(1, ExitCode.of(new NullPointerException()));
  }

  @Test
  void onlyWhatNobodyForesawNeedsAStackTrace() {
    assertTrue(ExitCode.isExplained(new RunException("no folder")));
    assertTrue(ExitCode.isExplained(new UncheckedIOException(new IOException("disk full"))));
    assertTrue(ExitCode.isExplained(new OutOfMemoryError("heap")));
    assertFalse(ExitCode.isExplained(new IllegalArgumentException("a bug")));
  }

  @Test
  void outOfMemoryHasARemedy() {
    assertTrue(ExitCode.message(new OutOfMemoryError("Java heap space")).contains("-Xmx"));
  }
}
