// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The identity, with a penalty of strength times the mean of |x| over all elements in training:
 * activations become sparse; Glorot, Bordes and Bengio 2011, section 3. Its derivative by an
 * element x is strength sgn(x) / n, 0 at 0. Any shape in, the same out.
 *
 * @param strength 0 or more
 */
public record ActivityL1(float strength) implements Channelwise {
  /** Checks the strength. */
  public ActivityL1 {
    Require.finiteFromZero("activityL1", "the strength", strength);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (pass.isTraining() && strength > 0) {
      pass.penalize(x.abs().mean().times(strength));
    }
    return x;
  }
}
