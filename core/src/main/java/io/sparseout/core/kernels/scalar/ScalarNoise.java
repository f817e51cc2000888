// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.random.Threefry;

/** The noise of Dropout and Sparseout; its arithmetic is in {@link NoiseFormula}. */
public final class ScalarNoise implements NoiseKernels<float[]> {
  @Override
  public void perturb(Noise noise, int from, int to, float[] x, float[] y) {
    multiply(noise, NoiseFormula.forward(noise), from, to, x, x, y);
  }

  @Override
  public void perturbGradient(Noise noise, int from, int to, float[] x, float[] g, float[] gx) {
    multiply(noise, NoiseFormula.gradient(noise), from, to, x, g, gx);
  }

  private static void multiply(
      Noise noise, NoiseFormula formula, int from, int to, float[] x, float[] u, float[] y) {
    float[] outcomes = {formula.dropped(), formula.kept()};
    long threshold = noise.threshold();
    ScalarThreefry threefry = ScalarThreefry.own();
    int block = ScalarThreefry.GROUPS * Threefry.GROUP;
    for (int start = from; start < to; start += block) {
      int length = Math.min(block, to - start);
      int groups = (length + Threefry.GROUP - 1) / Threefry.GROUP;
      int[] words =
          noise.outcome() == Noise.Outcome.RANDOM
              ? threefry.groups(noise.key(), start / Threefry.GROUP, groups)
              : threefry.anyWords();
      for (int i = 0; i < length; i++) {
        // 1 where the word is below the threshold; a branch would be mispredicted half the time.
        long kept = (Integer.toUnsignedLong(words[i]) - threshold) >>> 63;
        y[start + i] = formula.apply(outcomes[(int) kept], x[start + i], u[start + i]);
      }
    }
  }
}
