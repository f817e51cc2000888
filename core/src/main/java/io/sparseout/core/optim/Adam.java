// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import java.util.List;

/**
 * Adam, Kingma and Ba 2015; the formula is at {@link Updates#adam}. Weight decay, where it is asked
 * for, is added to the gradient.
 */
public final class Adam extends AdamFamily<Adam> {
  /** Adam at a constant learning rate. */
  public Adam(double rate) {
    this(Schedule.constant(rate));
  }

  /** Adam at a rate by schedule. */
  public Adam(Schedule schedule) {
    super(schedule, 0);
  }

  @Override
  Adam self() {
    return this;
  }

  @Override
  protected void update(
      Tensor w, Tensor g, List<Tensor> state, double gradientScale, double rate, long step) {
    Tensor m = state.get(0);
    Tensor v = state.get(1);
    Updates.adam(w, g, m, v, step, gradientScale, rate, beta1, beta2, epsilon, decay, 1);
  }
}
