// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What masks of pruned weights are applied by; the optimizers' tests have the other updates. */
class UpdatesTest {
  @Test
  void multipliesInPlaceWhereverTheTensorBegins() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor whole = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2).to(dtype);
      Tensor factors = Tensor.of(new float[] {9, 9, 0, 1, 2, 0}, 3, 2).to(dtype);
      Updates.multiply(whole.slice(1, 3), factors.slice(1, 3));
      assertArrayEquals(new double[] {1, 2, 0, 4, 10, 0}, whole.toDoubleArray());
      Updates.multiply(whole, factors);
      assertArrayEquals(new double[] {9, 18, 0, 4, 20, 0}, whole.toDoubleArray());
    }
  }

  @Test
  void refusesOtherShapesAndTypes() {
    Tensor w = Tensor.full(1, 2, 3);
    assertEquals(
        "multiply: shapes differ, [2, 3] and [3, 2]",
        assertThrows(IllegalArgumentException.class, () -> Updates.multiply(w, Tensor.zeros(3, 2)))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Updates.multiply(w, Tensor.zeros(2, 3).to(DType.FLOAT64)));
    assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, w.toFloatArray());
  }
}
