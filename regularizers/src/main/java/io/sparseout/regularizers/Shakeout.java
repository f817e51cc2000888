// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;

/**
 * Shakeout: with one r_j ~ Bernoulli(1-p) for each input j, all weights of the input are w~ = -c
 * sgn(w) where r is 0, else (w + c p sgn(w)) / (1-p). So E[w~] = w and Var[w~] = p/(1-p) (|w| +
 * c)^2; Kang, Li and Tao 2016. Of a linear model with inputs x it adds p/(1-p) sum (|w| + c)^2 x^2
 * to the expected squared loss: parts of L_0, L_1 and L_2. At c = 0 it is Dropout of the inputs.
 * The derivative of w~ by w is r/(1-p), that of the sign being 0.
 *
 * <p>Any weight in, the same shape out; an input is an index of all axes but the first, so that a
 * convolution's kernel has a draw for each channel and tap. Biases are left as they are.
 *
 * <p>With draws for each example, as Dropout of the inputs has them, an affine map is two products:
 * with x' the dropped inputs x r/(1-p), x' W^T + c (x' - x) sgn(W)^T + b.
 *
 * @param p the probability that an input's weights are turned to -c sgn(w), from 0 to 1
 * @param c 0 or more: how far the weights go beyond 0
 * @param masks whether each example has draws of its own, or the batch one for all
 */
public record Shakeout(float p, float c, Masks masks) implements WeightNoise {
  /** Checks p, c and masks. */
  public Shakeout {
    Require.probability("shakeout", p);
    Require.finiteFromZero("shakeout", "c", c);
    Masks.require("shakeout", masks);
  }

  /** With draws for each batch. */
  public Shakeout(float p, float c) {
    this(p, c, Masks.BATCH);
  }

  /** w~ = r/(1-p) (w + c sgn(w)) - c sgn(w). */
  @Override
  public Tensor forward(Tensor weight, Pass pass) {
    if (!pass.isTraining() || p == 0) {
      return weight;
    }
    masks.requireBatch("shakeout", weight);
    Tensor away = weight.detach().sign().times(c);
    return pass.callLocked("inputs", new Dropout(p), weight.plus(away)).minus(away);
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, Tensor bias, Pass pass) {
    if (masks == Masks.BATCH || !pass.isTraining() || p == 0) {
      return x.linear(forward(weight, pass), bias);
    }
    Tensor dropped = x.sparseoutNoise(p, 2, 0, false);
    Tensor change = dropped.minus(x).times(c);
    return dropped.linear(weight, bias).plus(change.linear(weight.detach().sign(), null));
  }
}
