// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static java.lang.StrictMath.sqrt;

import io.sparseout.core.kernels.AdamUpdate;
import io.sparseout.core.kernels.SgdUpdate;
import io.sparseout.core.kernels.UpdateKernels;

/** Optimizers' updates. */
final class ReferenceUpdate implements UpdateKernels<double[]> {
  @Override
  public void sgd(SgdUpdate update, int from, int to, double[] w, double[] g, double[] v) {
    double momentum = update.momentum();
    for (int i = from; i < to; i++) {
      double d = update.gradientScale() * g[i] + update.decay() * w[i];
      double direction = d;
      if (momentum != 0) {
        v[i] = momentum * v[i] + d;
        direction = update.nesterov() ? d + momentum * v[i] : v[i];
      }
      w[i] -= update.rate() * direction;
    }
  }

  @Override
  public void adam(
      AdamUpdate update, int from, int to, double[] w, double[] g, double[] m, double[] v) {
    for (int i = from; i < to; i++) {
      double d = update.gradientScale() * g[i] + update.decay() * w[i];
      m[i] = update.beta1() * m[i] + (1 - update.beta1()) * d;
      v[i] = update.beta2() * v[i] + (1 - update.beta2()) * d * d;
      double denominator = sqrt(v[i]) / update.root() + update.epsilon();
      w[i] = update.shrink() * w[i] - update.stepSize() * m[i] / denominator;
    }
  }

  @Override
  public void softThreshold(double threshold, int from, int to, double[] w) {
    for (int i = from; i < to; i++) {
      w[i] = Math.max(w[i] - threshold, 0) + Math.min(w[i] + threshold, 0);
    }
  }
}
