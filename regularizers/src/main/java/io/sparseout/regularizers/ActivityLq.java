// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The identity, with a penalty of strength times the mean of |x|^q over all elements in training:
 * what Sparseout of a linear model adds to the expected loss, without the noise. Its derivative by
 * an element x is strength q |x|^(q-1) sgn(x) / n, and 0 at 0, where for q below 1 there is none.
 * Any shape in, the same out.
 *
 * @param strength 0 or more
 * @param q the norm, more than 0
 */
public record ActivityLq(float strength, float q) implements Channelwise {
  /** Checks both. */
  public ActivityLq {
    Require.finiteFromZero("activityLq", "the strength", strength);
    Require.aboveZero("activityLq", "q, the norm,", q);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (pass.isTraining() && strength > 0) {
      pass.penalize(x.absPow(q).mean().times(strength));
    }
    return x;
  }
}
