// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Schedule;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * A regularizer whose p, q or strength changes over training: at each step the one that is made of
 * the schedule's number. The step is the pass's, so that there is nothing to remember, and training
 * that was resumed goes on with it. Evaluation is the identity.
 *
 * <pre>{@code
 * new Scheduled(Schedule.cubic(0, 0.5, 2000), p -> new Dropout((float) p))
 * }</pre>
 *
 * @param schedule the number by the step of training, from 0
 * @param maker makes the regularizer of a number; it is called at each step
 */
public record Scheduled(Schedule schedule, DoubleFunction<Layer> maker) implements Channelwise {
  /** Checks that both are there, and makes the first regularizer, to find out what is wrong now. */
  public Scheduled {
    Objects.requireNonNull(schedule, "scheduled: needs a schedule");
    Require.regularizer("scheduled", maker.apply(schedule.at(0)));
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.isTraining() ? maker.apply(schedule.at(pass.step())).forward(x, pass) : x;
  }
}
