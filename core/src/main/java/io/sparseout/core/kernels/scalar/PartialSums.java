// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

/**
 * The order of every sum in float: element i of a run is added to partial sum i mod 16, in
 * ascending order, and the sixteen are folded as a tree. Any SIMD width up to sixteen lanes can
 * keep to it.
 */
public final class PartialSums {
  /** How many partial sums there are; a power of two. */
  public static final int COUNT = 16;

  private PartialSums() {}

  /** The whole sum: partial sum l takes sum l + 8, then + 4, + 2, + 1. Overwrites the sums. */
  public static float fold(float[] sums) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        sums[lane] += sums[lane + half];
      }
    }
    return sums[0];
  }
}
