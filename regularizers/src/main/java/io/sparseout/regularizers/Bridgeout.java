// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.regularizers.Sparseout.Gradient;

/**
 * Bridgeout: w~ = w + sgn(w) |w|^(q/2) (r/(1-p) - 1) with r ~ Bernoulli(1-p) for each weight, so
 * that E[w~] = w and Var[w~] = p/(1-p) |w|^q; Khan, Fallah and Stavness 2018. Of a linear model
 * with inputs x it adds p/(1-p) sum |w|^q x^2 to the expected squared loss, an L_q penalty. At q =
 * 2 it is {@link DropConnect}; it is {@link Sparseout} on weights. Any weight in, the same shape
 * out; biases are left as they are.
 *
 * <p>The paper writes the noise without the sign, which changes neither mean, nor variance, nor
 * penalty. Where w is 0 it stays 0.
 *
 * @param p the probability that a weight is dropped, from 0 to 1; at 1 the weights are zeros
 * @param q the norm, 0 or more
 * @param gradient which gradient the backward pass takes: as published for noise drawn by the
 *     batch, by w~/w, or the derivative, 1 + q/2 |w|^((q-2)/2) (r/(1-p) - 1)
 * @param epsilon what is added to |w| before the power, 0 or more
 * @param masks whether each example has a mask of its own, or the batch one for all
 */
public record Bridgeout(float p, float q, Gradient gradient, float epsilon, Masks masks)
    implements WeightNoise {
  /** Checks p, q, epsilon and that there are a gradient and masks. */
  public Bridgeout {
    Require.probability("bridgeout", p);
    Require.finiteFromZero("bridgeout", "q, the norm,", q);
    Require.finiteFromZero("bridgeout", "epsilon", epsilon);
    if (gradient == null) {
      throw new IllegalArgumentException("bridgeout: gradient is PUBLISHED or EXACT, not null");
    }
    Masks.require("bridgeout", masks);
  }

  /** With the published gradient, no epsilon, and a mask for each batch. */
  public Bridgeout(float p, float q) {
    this(p, q, Gradient.PUBLISHED, 0, Masks.BATCH);
  }

  @Override
  public Tensor forward(Tensor weight, Pass pass) {
    if (!pass.isTraining()) {
      return weight;
    }
    masks.requireBatch("bridgeout", weight);
    return weight.weightNoise(p, q, epsilon, gradient == Gradient.EXACT);
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, Tensor bias, Pass pass) {
    return masks == Masks.EXAMPLE && pass.isTraining()
        ? x.linearWithNoise(weight, bias, p, q, epsilon, gradient == Gradient.EXACT)
        : x.linear(forward(weight, pass), bias);
  }
}
