// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** Optimizers' updates: parameter, gradient and state in one pass over memory. */
public interface UpdateKernels<A> {
  /**
   * Gradient descent with momentum, {@code from <= i < to}: with d = gradientScale g + decay w, v =
   * momentum v + d; w -= rate (d + momentum v) by Nesterov's rule, else w -= rate v.
   *
   * @param w the parameter. Modified.
   * @param g the gradient. Not modified.
   * @param v the velocity. Modified. Not read or written where momentum is 0.
   */
  void sgd(SgdUpdate update, int from, int to, A w, A g, A v);

  /**
   * Adam, {@code from <= i < to}: with d = gradientScale g + decay w, m = beta1 m + (1 - beta1) d;
   * v = beta2 v + (1 - beta2) d^2; w = shrink w - stepSize m / (sqrt(v) / root + epsilon).
   *
   * @param w the parameter. Modified.
   * @param g the gradient. Not modified.
   * @param m the first moment. Modified.
   * @param v the second moment. Modified.
   */
  void adam(AdamUpdate update, int from, int to, A w, A g, A m, A v);

  /**
   * w[i] = sgn(w[i]) max(|w[i]| - threshold, 0) for {@code from <= i < to}, a zero being +0.
   *
   * @param threshold 0 or more
   * @param w Modified.
   */
  void softThreshold(double threshold, int from, int to, A w);
}
