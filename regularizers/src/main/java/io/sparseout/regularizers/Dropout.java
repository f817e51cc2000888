// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * Dropout: y = x r / (1-p) with r ~ Bernoulli(1-p) for each element, so that E[y] = x and Var[y] =
 * p/(1-p) x^2. Srivastava et al. 2014, scaled in training. Evaluation is the identity. Any shape
 * in, the same out.
 *
 * @param p the probability that an element is dropped, from 0 to 1; at 1 the output is zeros
 */
public record Dropout(float p) implements Channelwise {
  /** Checks p. */
  public Dropout {
    Require.probability("dropout", p);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.isTraining() ? x.sparseoutNoise(p, 2, 0, false) : x;
  }
}
