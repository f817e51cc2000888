// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * strength sum w^2, ridge regression's; Hoerl and Kennard 1970. Its derivative is 2 strength w: the
 * strength is half of an optimizer's weight decay.
 *
 * @param strength 0 or more
 */
public record L2(double strength) implements WeightPenalty {
  /** Checks the strength. */
  public L2 {
    Require.fromZero("l2", "the strength", strength);
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.times(weight).sum().times(strength);
  }
}
