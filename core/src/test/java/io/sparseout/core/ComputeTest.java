// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ComputeTest {
  @Test
  void idleMemoryIsReleasedAndThatOfAnOpenPassKept() {
    Memory first = Memory.borrow();
    first.giveBack();
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(new float[] {1, 2}, 2);
      Compute.releaseIdleMemory();
      assertEquals(3, x.sum().item());
    }
    Compute.releaseIdleMemory();
    assertNotSame(first, Memory.borrow());
  }

  @Test
  void theNumberOfThreadsHasARange() {
    for (int threads : new int[] {0, 1025}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Compute.setThreads(threads))
              .getMessage();
      assertEquals("threads: from 1 to 1024, not " + threads, message);
    }
  }
}
