// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * Gaussian dropout: y = x (1 + sqrt(p/(1-p)) z) with z ~ N(0, 1) for each element, so that E[y] = x
 * and Var[y] = p/(1-p) x^2, as {@link Dropout} of the same p has them. Srivastava et al. 2014,
 * section 10. Evaluation is the identity. Any shape in, the same out.
 *
 * @param p the probability of dropping that the noise is as large as, from 0 to below 1
 */
public record GaussianDropout(float p) implements Channelwise {
  /** Checks p. */
  public GaussianDropout {
    Require.probabilityBelowOne("gaussian-dropout", p);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (!pass.isTraining() || p == 0) {
      return x;
    }
    double deviation = Math.sqrt(p / (1 - (double) p));
    Tensor noise = pass.normal(x.dtype(), x.shape().dims());
    return x.times(noise.times(deviation).plus(1));
  }
}
