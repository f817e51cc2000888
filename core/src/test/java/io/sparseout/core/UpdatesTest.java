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

  /** Norms whose squares no float holds. */
  @Test
  void normsOfAnySizeAreBoundedAndShrunk() {
    Tensor large = Tensor.of(new float[] {3e20f, 4e20f, 1, 0}, 2, 2);
    Updates.boundNorms(large, 0, 5);
    assertArrayEquals(new float[] {3, 4, 1, 0}, large.toFloatArray(), 1e-6f);
    Tensor small = Tensor.of(new float[] {3e-24f, 4e-24f, 3e-26f, 0}, 2, 2);
    Updates.shrinkNorms(small, 0, 2.5e-24);
    assertArrayEquals(new float[] {1.5e-24f, 2e-24f, 0, 0}, small.toFloatArray(), 1e-30f);
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
