// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import java.util.List;

/**
 * Adam with decoupled weight decay, 0.01 unless told otherwise: each step shrinks the weights by
 * the learning rate times the decay, whatever the gradient. Loshchilov and Hutter 2019; the formula
 * is at {@link Updates#adam}.
 */
public final class AdamW extends AdamFamily<AdamW> {
  /** AdamW at a constant learning rate. */
  public AdamW(double rate) {
    this(Schedule.constant(rate));
  }

  /** AdamW at a rate by schedule. */
  public AdamW(Schedule schedule) {
    super(schedule, 0.01);
  }

  @Override
  AdamW self() {
    return this;
  }

  @Override
  protected void update(
      Tensor w, Tensor g, List<Tensor> state, double gradientScale, double rate, long step) {
    Tensor m = state.get(0);
    Tensor v = state.get(1);
    Updates.adam(w, g, m, v, step, gradientScale, rate, beta1, beta2, epsilon, 0, 1 - rate * decay);
  }
}
