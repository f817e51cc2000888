// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;

/**
 * DropConnect: w~ = w r / (1-p) with r ~ Bernoulli(1-p) for each weight, so that E[w~] = w and
 * Var[w~] = p/(1-p) w^2; Wan et al. 2013, scaled in training. Of a linear model with inputs x it
 * adds p/(1-p) sum w^2 x^2 to the expected squared loss. Any weight in, the same shape out; biases
 * are left as they are.
 *
 * <p>Wan et al. have a mask for each example and, in place of the expectation of the weights,
 * samples of the units' inputs in evaluation. Here evaluation uses the weights as they are.
 *
 * @param p the probability that a weight is dropped, from 0 to 1; at 1 the weights are zeros
 * @param masks whether each example has a mask of its own, or the batch one for all
 */
public record DropConnect(float p, Masks masks) implements WeightNoise {
  /** Checks p and masks. */
  public DropConnect {
    Require.probability("dropconnect", p);
    Masks.require("dropconnect", masks);
  }

  /** With a mask for each batch. */
  public DropConnect(float p) {
    this(p, Masks.BATCH);
  }

  @Override
  public Tensor forward(Tensor weight, Pass pass) {
    if (!pass.isTraining()) {
      return weight;
    }
    masks.requireBatch("dropconnect", weight);
    return weight.weightNoise(p, 2, 0, false);
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, Tensor bias, Pass pass) {
    return masks == Masks.EXAMPLE && pass.isTraining()
        ? x.linearWithNoise(weight, bias, p, 2, 0, false)
        : x.linear(forward(weight, pass), bias);
  }
}
