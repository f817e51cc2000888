// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryTest {
  @Test
  void arraysAreLongEnoughAndAtMostAQuarterLonger() {
    Memory memory = Memory.borrow();
    for (int n = 0; n < 100_000; n += n / 7 + 1) {
      int length = ((float[]) memory.take(DType.FLOAT32, n)).length;
      assertTrue(length >= n && length <= Math.max(16, n * 5 / 4 + 1), n + ": " + length);
    }
    memory.giveBack();
  }

  @Test
  void whatIsReleasedIsGivenOutAgain() {
    Memory memory = Memory.borrow();
    Object brief = memory.takeBriefly(DType.FLOAT32, 1000);
    assertNotSame(brief, memory.take(DType.FLOAT32, 1000));
    memory.release(DType.FLOAT32, 1000, brief);
    assertSame(brief, memory.take(DType.FLOAT32, 1000));
    assertEquals(double[].class, memory.take(DType.FLOAT64, 1000).getClass());
    memory.giveBack();
  }

  @Test
  void twoPassesAtOnceHaveDifferentMemories() {
    Memory first = Memory.borrow();
    Memory second = Memory.borrow();
    assertNotSame(first, second);
    first.giveBack();
    assertSame(first, Memory.borrow());
    first.giveBack();
    second.giveBack();
  }

  @Test
  void whatIsNoLongerUsedIsDropped() {
    Memory memory = Memory.borrow();
    Object large = memory.take(DType.FLOAT32, 3_000_000);
    memory.giveBack();
    for (int pass = 0; pass < 200; pass++) {
      Memory again = Memory.borrow();
      assertSame(memory, again);
      again.take(DType.FLOAT32, 10);
      again.giveBack();
    }
    Memory last = Memory.borrow();
    assertNotSame(large, last.take(DType.FLOAT32, 3_000_000));
    last.giveBack();
  }
}
