// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.AdamUpdate;
import io.sparseout.core.kernels.SgdUpdate;
import io.sparseout.core.kernels.UpdateKernels;

/** Optimizers' updates. */
public final class ScalarUpdate implements UpdateKernels<float[]> {
  /** d = fma(decay, w, scale g), v = fma(momentum, v, d), w = fma(-rate, direction, w). */
  @Override
  public void sgd(SgdUpdate update, int from, int to, float[] w, float[] g, float[] v) {
    float scale = (float) update.gradientScale();
    float rate = (float) update.rate();
    float momentum = (float) update.momentum();
    float decay = (float) update.decay();
    if (update.momentum() == 0) {
      plain(scale, rate, decay, from, to, w, g);
    } else if (update.nesterov()) {
      nesterov(scale, rate, momentum, decay, from, to, w, g, v);
    } else {
      heavyBall(scale, rate, momentum, decay, from, to, w, g, v);
    }
  }

  private static void plain(
      float scale, float rate, float decay, int from, int to, float[] w, float[] g) {
    for (int i = from; i < to; i++) {
      float d = Math.fma(decay, w[i], scale * g[i]);
      w[i] = Math.fma(-rate, d, w[i]);
    }
  }

  private static void heavyBall(
      float scale,
      float rate,
      float momentum,
      float decay,
      int from,
      int to,
      float[] w,
      float[] g,
      float[] v) {
    for (int i = from; i < to; i++) {
      float d = Math.fma(decay, w[i], scale * g[i]);
      float velocity = Math.fma(momentum, v[i], d);
      v[i] = velocity;
      w[i] = Math.fma(-rate, velocity, w[i]);
    }
  }

  private static void nesterov(
      float scale,
      float rate,
      float momentum,
      float decay,
      int from,
      int to,
      float[] w,
      float[] g,
      float[] v) {
    for (int i = from; i < to; i++) {
      float d = Math.fma(decay, w[i], scale * g[i]);
      float velocity = Math.fma(momentum, v[i], d);
      v[i] = velocity;
      w[i] = Math.fma(-rate, Math.fma(momentum, velocity, d), w[i]);
    }
  }

  /**
   * d = fma(decay, w, scale g), m = fma(beta1, m, (1 - beta1) d), v = fma(beta2, v, (1 - beta2) d
   * d), w = fma(-stepSize, m / fma(sqrt(v), 1 / root, epsilon), shrink w).
   */
  @Override
  public void adam(
      AdamUpdate update, int from, int to, float[] w, float[] g, float[] m, float[] v) {
    float scale = (float) update.gradientScale();
    float decay = (float) update.decay();
    float shrink = (float) update.shrink();
    float beta1 = (float) update.beta1();
    float rest1 = (float) (1 - update.beta1());
    float beta2 = (float) update.beta2();
    float rest2 = (float) (1 - update.beta2());
    float step = (float) -update.stepSize();
    float perRoot = (float) (1 / update.root());
    float epsilon = (float) update.epsilon();
    for (int i = from; i < to; i++) {
      float d = Math.fma(decay, w[i], scale * g[i]);
      float mean = Math.fma(beta1, m[i], rest1 * d);
      float square = Math.fma(beta2, v[i], rest2 * d * d);
      m[i] = mean;
      v[i] = square;
      float denominator = Math.fma((float) Math.sqrt(square), perRoot, epsilon);
      w[i] = Math.fma(step, mean / denominator, shrink * w[i]);
    }
  }

  /** max(w - t, 0) + min(w + t, 0), one of which is 0. */
  @Override
  public void softThreshold(double threshold, int from, int to, float[] w) {
    float t = (float) threshold;
    for (int i = from; i < to; i++) {
      w[i] = Math.max(w[i] - t, 0) + Math.min(w[i] + t, 0);
    }
  }
}
