// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;

/**
 * The proximal step of {@link GroupLasso}: w_g is multiplied by max(1 - t / |w_g|, 0) with t = rate
 * strength sqrt(n_g), which gives the minimizer over v of 1/2 |v - w_g|^2 + t |v|; Parikh and Boyd
 * 2014, section 6.5.1. Groups become exact zeros. For momentum and Adam the same holds as for
 * {@link ProximalL1}.
 *
 * @param strength 0 or more
 * @param groups which weights are a group
 */
public record ProximalGroupLasso(double strength, Groups groups) implements Constraint {
  /** Checks both. */
  public ProximalGroupLasso {
    Require.fromZero("proximalGroupLasso", "the strength", strength);
    Require.given("proximalGroupLasso", "groups", groups);
  }

  @Override
  public void apply(Tensor weight, double rate) {
    int size = groups.size("proximalGroupLasso", weight.shape());
    Updates.shrinkNorms(weight, groups.axis(), rate * strength * Math.sqrt(size));
  }
}
