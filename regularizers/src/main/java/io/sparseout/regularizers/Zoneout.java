// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Pass;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;

/**
 * Zoneout: h' = d h + (1-d) c with d ~ Bernoulli(p) for each element, where c is what the time step
 * made of the state h: with the probability p a unit keeps its state. E[h'] = p h + (1-p) c and
 * Var[h'] = p (1-p) (c - h)^2. Evaluation takes the expected value. Krueger et al. 2017, eq. 4 to
 * 6; they find 0.5 for the cells and 0.05 for the outputs of LSTMs good.
 *
 * @param p the probability that a unit keeps its state, from 0 to 1; at 0 there is no zoneout
 */
public record Zoneout(float p) implements StateNoise {
  /** Checks p. */
  public Zoneout {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "zoneout: p, the probability of keeping the state, is from 0 to 1, not " + p);
    }
  }

  @Override
  public Tensor next(Tensor before, Tensor after, Pass pass) {
    if (p == 0) {
      return after;
    }
    if (!pass.isTraining()) {
      return before.times(p).plus(after.times(1 - (double) p));
    }
    Tensor kept = pass.bernoulli(after.dtype(), p, after.shape().dims());
    return before.times(kept).plus(after.times(kept.negate().plus(1)));
  }
}
