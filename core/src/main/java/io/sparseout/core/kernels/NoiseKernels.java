// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The noise of Dropout and Sparseout. The mask is made anew for the gradient, not stored. */
public interface NoiseKernels<A> {
  /**
   * y[i] = x[i] m(x[i]) for {@code from <= i < to}.
   *
   * @param from a multiple of 64
   * @param x Not modified.
   * @param y Modified; may be x.
   */
  void perturb(Noise noise, int from, int to, A x, A y);

  /**
   * gx[i] = g[i] m(x[i]), or by the exact derivative, for {@code from <= i < to}.
   *
   * @param from a multiple of 64
   * @param x what was perturbed. Not modified.
   * @param g Not modified.
   * @param gx Modified; may be g.
   */
  void perturbGradient(Noise noise, int from, int to, A x, A g, A gx);
}
