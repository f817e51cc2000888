// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.kernels.PeakKernels;
import io.sparseout.core.kernels.reference.ReferenceKernels;
import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loops do what they say that they count; how fast is not tested. */
class SpeedLimitsTest {
  @Test
  void fmasAreCountedTwiceAndOnEveryThread() {
    assertEquals(0, SpeedLimits.multiplyAdd(0));
    assertEquals(2L * PeakKernels.FMAS_A_ROUND * 3 * Compute.threads(), SpeedLimits.multiplyAdd(3));
    assertEquals(
        "multiplyAdd: 0 rounds or more, not -1",
        assertThrows(IllegalArgumentException.class, () -> SpeedLimits.multiplyAdd(-1))
            .getMessage());
  }

  @Test
  void numbersStayFiniteAndNormalHoweverLongItRuns() {
    for (PeakKernels<float[]> kernels :
        List.of(ScalarKernels.KERNELS.peak(), VectorKernels.KERNELS.peak())) {
      float[] x = new float[PeakKernels.LENGTH];
      kernels.fma(2, x);
      assertEquals(2, x[0]); // the fixed point of x / 2 + 1
    }
    double[] x = new double[PeakKernels.LENGTH];
    ReferenceKernels.KERNELS.peak().fma(2, x);
    assertEquals(2, x[PeakKernels.LENGTH - 1], 1e-15);
  }

  @Test
  void copiesAllOfAnArray() {
    for (int length : new int[] {0, 1, 63, 64, 65, 1000}) {
      float[] source = new float[length];
      for (int i = 0; i < length; i++) {
        source[i] = i + 1;
      }
      float[] target = new float[length];
      assertEquals(2L * 4 * length * 3, SpeedLimits.copy(source, target, 3));
      assertArrayEquals(source, target);
    }
  }

  @Test
  void copyRefusesArraysThatDoNotMatch() {
    float[] x = new float[2];
    assertEquals(
        "copy: two arrays of one length and 0 times or more, not 2 and 3, 1 times",
        assertThrows(IllegalArgumentException.class, () -> SpeedLimits.copy(x, new float[3], 1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> SpeedLimits.copy(x, x, 1));
    assertThrows(IllegalArgumentException.class, () -> SpeedLimits.copy(x, new float[2], -1));
  }
}
