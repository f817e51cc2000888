// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum, Nesterov's rule and weight decay where they are asked
 * for; the formula is at {@link Updates#sgd}.
 */
public final class Sgd extends Optimizer {
  private double momentum;
  private double decay;
  private boolean nesterov;

  /** Plain descent at a constant learning rate. */
  public Sgd(double rate) {
    this(Schedule.constant(rate));
  }

  /** Plain descent at a rate by schedule. */
  public Sgd(Schedule schedule) {
    super(schedule);
  }

  /** With this much of the last step's velocity, 0 up to, not including, 1. */
  public Sgd momentum(double fraction) {
    require(fraction >= 0 && fraction < 1, "momentum", "0 up to, not including, 1", fraction);
    momentum = fraction;
    return this;
  }

  /** By Nesterov's rule: the gradient looks ahead along the velocity. */
  public Sgd nesterov() {
    nesterov = true;
    return this;
  }

  /** With this much of each weight added to its gradient, 0 or more. */
  public Sgd weightDecay(double strength) {
    require(strength >= 0, "weightDecay", "0 or more", strength);
    decay = strength;
    return this;
  }

  @Override
  protected List<String> stateNames() {
    return momentum == 0 ? List.of() : List.of("momentum_buffer");
  }

  @Override
  protected void update(
      Tensor w, Tensor g, List<Tensor> state, double gradientScale, double rate, long step) {
    Tensor velocity = momentum == 0 ? null : state.get(0);
    Updates.sgd(w, g, velocity, gradientScale, rate, momentum, nesterov, decay);
  }
}
