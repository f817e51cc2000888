// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import io.sparseout.core.Parameter;
import io.sparseout.core.SavedText;
import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Plain stochastic gradient descent that, once it is told to, keeps the mean of the parameters
 * after each step since; Polyak and Juditsky 1992. As PyTorch's {@code ASGD} with {@code lambd} 0,
 * whose {@code t0} is the number of steps before averaging, less 1. Training goes on from the
 * parameters themselves; {@link #averaged} puts the means in their place for as long as something
 * is done with them. The means take as much memory as the parameters, from when averaging begins.
 */
public final class AveragedSgd extends Optimizer {
  private static final String SINCE = "averagingSince";
  private static final String NEVER = "never";

  private double decay;
  private long since = -1; // steps before averaging; -1 where nothing is averaged
  private boolean exchanged;

  /** Descent at a constant learning rate. */
  public AveragedSgd(double rate) {
    this(Schedule.constant(rate));
  }

  /** Descent at a rate by schedule. */
  public AveragedSgd(Schedule schedule) {
    super(schedule);
  }

  /** With this much of each weight added to its gradient, 0 or more. */
  public AveragedSgd weightDecay(double strength) {
    require(strength >= 0, "weightDecay", "0 or more", strength);
    decay = strength;
    return this;
  }

  /** Begins to average, with the next step; without effect where it has begun. */
  public void startAveraging() {
    if (!isAveraging()) {
      since = steps();
    }
  }

  /** Whether averaging has begun. */
  public boolean isAveraging() {
    return since >= 0;
  }

  /**
   * Does something while the parameters hold their means: evaluates, or saves the model without its
   * optimizer. Afterwards they hold what they held before, to the last bit. Where nothing has been
   * averaged yet, or within such a call, it is done with the parameters as they are.
   *
   * @return what the action gives
   * @throws IllegalStateException from the action, if it takes a step or saves the optimizer
   */
  public <T> T averaged(Supplier<T> action) {
    if (exchanged) {
      return action.get();
    }
    exchange();
    exchanged = true;
    try {
      return action.get();
    } finally {
      exchanged = false;
      exchange();
    }
  }

  @Override
  protected List<String> stateNames() {
    return isAveraging() ? List.of("ax") : List.of();
  }

  @Override
  protected void update(
      Tensor w, Tensor g, List<Tensor> state, double gradientScale, double rate, long step) {
    requireOwn("step");
    Updates.sgd(w, g, null, gradientScale, rate, 0, false, decay);
  }

  /** The mean of n steps moves by 1 / n of its distance to the last: descent on that distance. */
  @Override
  void stepDone(List<Parameter> parameters) {
    if (!isAveraging()) {
      return;
    }
    parameters.forEach(parameter -> state(parameter.value()));
    long count = steps() - since;
    states()
        .forEach(
            (w, state) -> {
              if (count == 1) {
                state.get(0).assign(w);
              } else {
                Updates.sgd(state.get(0), w, null, -1, 1.0 / count, 0, false, 1);
              }
            });
  }

  @Override
  protected Map<String, String> ownMemory() {
    requireOwn("save");
    return Map.of(SINCE, isAveraging() ? Long.toString(since) : NEVER);
  }

  @Override
  protected void recallOwn(Map<String, String> memory, long takenSteps) {
    long saved = NEVER.equals(memory.get(SINCE)) ? -1 : SavedText.count(memory, SINCE);
    if (saved > takenSteps) {
      throw new IllegalArgumentException(
          "its text " + SINCE + " is " + saved + ", but it has taken " + takenSteps + " steps");
    }
    since = saved;
  }

  private void exchange() {
    states()
        .forEach(
            (w, state) -> {
              if (!state.isEmpty()) {
                Tensor own = w.copy();
                w.assign(state.get(0));
                state.get(0).assign(own);
              }
            });
  }

  private void requireOwn(String what) {
    if (exchanged) {
      throw new IllegalStateException(
          what + ": the parameters hold their means; do it outside of averaged()");
    }
  }
}
