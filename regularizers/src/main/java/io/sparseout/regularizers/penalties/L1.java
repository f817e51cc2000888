// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * strength sum |w|, the lasso of Tibshirani 1996: many weights become small. Its derivative is
 * strength sgn(w), 0 at 0. Gradient descent goes to and fro around 0; {@link ProximalL1} makes
 * exact zeros.
 *
 * @param strength 0 or more
 */
public record L1(double strength) implements WeightPenalty {
  /** Checks the strength. */
  public L1 {
    Require.fromZero("l1", "the strength", strength);
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.abs().sum().times(strength);
  }
}
