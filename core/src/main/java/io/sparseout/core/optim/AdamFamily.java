// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import java.util.List;

/**
 * What Adam and AdamW share: the moments' decay rates, epsilon and the strength of weight decay,
 * with PyTorch's defaults beta1 0.9, beta2 0.999 and epsilon 1e-8.
 *
 * @param <T> the class that extends this one
 */
abstract sealed class AdamFamily<T extends AdamFamily<T>> extends Optimizer permits Adam, AdamW {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double decay;

  AdamFamily(Schedule schedule, double decay) {
    super(schedule);
    this.decay = decay;
  }

  /** This object as what it is. */
  abstract T self();

  /** With these decay rates of the moments, each 0 up to, not including, 1. */
  public T betas(double first, double second) {
    require(first >= 0 && first < 1, "betas", "0 up to, not including, 1", first);
    require(second >= 0 && second < 1, "betas", "0 up to, not including, 1", second);
    beta1 = first;
    beta2 = second;
    return self();
  }

  /** With this in the denominator, more than 0. */
  public T epsilon(double small) {
    require(small > 0, "epsilon", "more than 0", small);
    epsilon = small;
    return self();
  }

  /** With this strength of weight decay, 0 or more. */
  public T weightDecay(double strength) {
    require(strength >= 0, "weightDecay", "0 or more", strength);
    decay = strength;
    return self();
  }

  @Override
  protected final List<String> stateNames() {
    return List.of("exp_avg", "exp_avg_sq");
  }
}
