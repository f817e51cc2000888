// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.PeakKernels;

/**
 * Nothing but fma, as the JIT vectorizes it: five links between a load and a store, of independent
 * elements. This comes to some 85 % of what {@code VectorPeak} does, and no loop of the scalar
 * kernels does more.
 */
final class ScalarPeak implements PeakKernels<float[]> {
  private static final int LINKS = 5;

  @Override
  public void fma(int rounds, float[] x) {
    for (int round = 0; round < rounds; round++) {
      for (int pass = 0; pass < FMAS_A_ROUND / (LINKS * LENGTH); pass++) {
        links(0.5f, 1, x);
      }
    }
  }

  private static void links(float a, float b, float[] x) {
    for (int i = 0; i < LENGTH; i++) {
      float two = Math.fma(Math.fma(x[i], a, b), a, b);
      x[i] = Math.fma(Math.fma(Math.fma(two, a, b), a, b), a, b);
    }
  }
}
