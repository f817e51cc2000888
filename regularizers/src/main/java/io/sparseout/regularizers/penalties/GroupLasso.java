// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * strength sum over groups g of sqrt(n_g) |w_g|, with the Euclidean norm and n_g the number of the
 * group's weights; Yuan and Lin 2006, equation 2.2, whose kernels n_g I these are. Whole groups
 * become small. Its derivative is strength sqrt(n_g) w / |w_g|, 0 where the norm is 0. {@link
 * ProximalGroupLasso} makes exact zeros.
 *
 * @param strength 0 or more
 * @param groups which weights are a group
 */
public record GroupLasso(double strength, Groups groups) implements WeightPenalty {
  /** Checks both. */
  public GroupLasso {
    Require.fromZero("groupLasso", "the strength", strength);
    Require.given("groupLasso", "groups", groups);
  }

  @Override
  public Tensor of(Tensor weight) {
    int size = groups.size("groupLasso", weight.shape());
    return weight.norms(groups.axis()).sum().times(strength * Math.sqrt(size));
  }
}
