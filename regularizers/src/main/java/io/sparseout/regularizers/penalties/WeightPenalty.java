// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/** A penalty on one weight: what it adds to the loss. A lambda is one. */
@FunctionalInterface
public interface WeightPenalty {
  /**
   * The penalty, a single number of the weight's pass, made of operations that have derivatives.
   *
   * @param weight a weight of a pass, {@link io.sparseout.core.Pass#use}. Not modified.
   * @throws IllegalArgumentException if the penalty is not for weights of such a shape
   */
  Tensor of(Tensor weight);
}
