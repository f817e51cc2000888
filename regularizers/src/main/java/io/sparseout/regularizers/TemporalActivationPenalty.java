// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The identity, with a penalty of strength times the mean of (x[t + 1] - x[t])^2 over all elements
 * in training, where t is the first axis: the temporal activation regularization of Merity et al.
 * 2017, which falls on the last recurrent layer's output before its dropout. Any shape with a first
 * axis, the same out; of a single time step there is no penalty.
 *
 * @param strength beta, 0 or more
 */
public record TemporalActivationPenalty(float strength) implements Channelwise {
  /** Checks the strength. */
  public TemporalActivationPenalty {
    Require.finiteFromZero("temporalActivationPenalty", "the strength", strength);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    int steps = x.shape().dim(0);
    if (pass.isTraining() && strength > 0 && steps > 1) {
      Tensor change = x.slice(1, steps).minus(x.slice(0, steps - 1));
      pass.penalize(change.times(change).mean().times(strength));
    }
    return x;
  }
}
