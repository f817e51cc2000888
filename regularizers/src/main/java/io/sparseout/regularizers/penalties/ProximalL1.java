// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;

/**
 * The proximal step of {@link L1}: w = sgn(w) max(|w| - rate strength, 0), the minimizer over v of
 * 1/2 (v - w)^2 + rate strength |v|; Parikh and Boyd 2014, section 6.5.2. After a step of plain
 * gradient descent it makes a step of the proximal gradient method, which minimizes the loss with
 * strength sum |w| and whose zeros are exact.
 *
 * <p>With momentum or Adam it is a step of rate strength for every weight after the optimizer's.
 * Zeros are exact, but the minimum is not the penalized loss's: Adam divides the gradient, and not
 * this step, by its running size, as AdamW does with the decay of weights. Its own steps are about
 * as long as the rate, however small a steady gradient is, so that with a strength below 1 those
 * weights become zeros whose gradients change their signs.
 *
 * @param strength 0 or more
 */
public record ProximalL1(double strength) implements Constraint {
  /** Checks the strength. */
  public ProximalL1 {
    Require.fromZero("proximalL1", "the strength", strength);
  }

  @Override
  public void apply(Tensor weight, double rate) {
    Updates.softThreshold(weight, rate * strength);
  }
}
