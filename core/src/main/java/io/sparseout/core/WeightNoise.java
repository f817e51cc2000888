// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * Noise on weights. While it is in force, see {@link Pass#callWithWeightNoise}, affine maps and
 * convolutions compute with weights that it has perturbed. It is the identity in evaluation.
 */
@FunctionalInterface
public interface WeightNoise extends Layer {
  /** None: every weight as it is. */
  WeightNoise NONE = (weight, pass) -> weight;

  /**
   * The weight as one draw for the whole batch perturbs it.
   *
   * @param weight a weight of this pass, {@link Pass#use}, its first axis that of the outputs
   * @return a weight of the same shape
   * @throws IllegalArgumentException if the noise does not take such a weight, or has a draw for
   *     each example alone
   */
  @Override
  Tensor forward(Tensor weight, Pass pass);

  /**
   * x W^T + b with W perturbed; a noise with a draw for each example, a row of x, does it in its
   * own way.
   *
   * @param x {@code [n, in]}
   * @param weight W, {@code [out, in]}, a weight of this pass
   * @param bias b, {@code [out]}, which is left as it is; or null for none
   * @return {@code [n, out]}
   */
  default Tensor linear(Tensor x, Tensor weight, Tensor bias, Pass pass) {
    return x.linear(forward(weight, pass), bias);
  }
}
