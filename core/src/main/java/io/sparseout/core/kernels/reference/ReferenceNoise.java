// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static java.lang.StrictMath.pow;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.random.Threefry;

/** The noise of Dropout and Sparseout, and its two gradients. */
final class ReferenceNoise implements NoiseKernels<double[]> {
  @Override
  public void perturb(Noise noise, int from, int to, double[] x, double[] y) {
    int[] words = new int[Threefry.GROUP];
    for (int i = from; i < to; i++) {
      y[i] = product(x[i], multiplier(noise, false, kept(noise, i, words), x[i]));
    }
  }

  @Override
  public void perturbGradient(Noise noise, int from, int to, double[] x, double[] g, double[] gx) {
    int[] words = new int[Threefry.GROUP];
    for (int i = from; i < to; i++) {
      gx[i] = product(g[i], multiplier(noise, noise.exact(), kept(noise, i, words), x[i]));
    }
  }

  private static boolean kept(Noise noise, int i, int[] words) {
    int position = i % Threefry.GROUP;
    if (position == 0) {
      Threefry.group(noise.key(), i / Threefry.GROUP, words);
    }
    return Integer.toUnsignedLong(words[position]) < noise.threshold();
  }

  /** m, or where {@code exact} the derivative of x m by x. */
  private static double multiplier(Noise noise, boolean exact, boolean kept, double x) {
    double scale = kept ? noise.keptScale() : 0;
    if (noise.q() == 2) {
      return scale;
    }
    if (x == 0) {
      return 1;
    }
    double a = Math.abs(x) + noise.epsilon();
    double power = finite(pow(a, noise.exponent()));
    if (exact) {
      // (x |x|^e)' = |x|^e (1 + e) but for epsilon, which grows less steeply.
      power = finite(power * (1 + noise.exponent() * (Math.abs(x) / a)));
    }
    double multiplier = 1 + power * (scale - 1);
    return Double.isInfinite(x) ? multiplier : finite(multiplier);
  }

  private static double product(double x, double multiplier) {
    return Double.isInfinite(x) ? x * multiplier : finite(x * multiplier);
  }

  /** The value, or where it is infinite, the largest finite number of its sign; NaN stays. */
  private static double finite(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }
}
