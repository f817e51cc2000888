// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A regularization that is another one at each step of training. It is a function of the step
 * alone, so that resumed training goes on with it.
 */
final class ScheduledRegularization implements Regularization {
  private final LongFunction<Regularization> at;
  private final Regularization first;
  private final Regularization last;

  /** Checks both ends: what is between them is between their values. */
  ScheduledRegularization(LongFunction<Regularization> at) {
    this.at = at;
    first = at.apply(0);
    last = at.apply(Long.MAX_VALUE);
  }

  @Override
  public Layer activations() {
    if (first.activations() == IDENTITY) {
      return IDENTITY;
    }
    return (Channelwise)
        (x, pass) -> pass.isTraining() ? at.apply(pass.step()).activations().forward(x, pass) : x;
  }

  @Override
  public Layer weights() {
    if (first.weights() == IDENTITY) {
      return IDENTITY;
    }
    return (weight, pass) ->
        pass.isTraining() ? at.apply(pass.step()).weights().forward(weight, pass) : weight;
  }

  /** Evaluation has no step: what it takes from p, it takes from the last one. */
  @Override
  public List<StateNoise> states() {
    List<StateNoise> states = new ArrayList<>();
    for (int i = 0; i < first.states().size(); i++) {
      int state = i;
      states.add(
          (before, after, pass) ->
              (pass.isTraining() ? at.apply(pass.step()) : last)
                  .states()
                  .get(state)
                  .next(before, after, pass));
    }
    return states;
  }

  @Override
  public Layer around(Layer model) {
    return new Layer() {
      @Override
      public Tensor forward(Tensor x, Pass pass) {
        Layer now = pass.isTraining() ? at.apply(pass.step()).around(model) : model;
        return now.forward(x, pass);
      }

      @Override
      public List<Parameter> parameters() {
        return model.parameters();
      }

      @Override
      public List<Buffer> buffers() {
        return model.buffers();
      }
    };
  }

  @Override
  public List<TrainingListener> listeners(Layer model) {
    if (first.listeners(model).isEmpty()) {
      return List.of();
    }
    return List.of(
        new TrainingListener() {
          @Override
          public void stepDone(Trainer trainer, double loss) {
            long step = trainer.optimizer().steps() - 1;
            at.apply(step).listeners(model).forEach(each -> each.stepDone(trainer, loss));
          }
        });
  }
}
