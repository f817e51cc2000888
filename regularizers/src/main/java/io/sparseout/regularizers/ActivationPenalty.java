// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The identity, with a penalty of strength times the mean of x^2 over all elements in training: the
 * activation regularization of Merity et al. 2017, where it falls on the last recurrent layer's
 * output after its dropout. Any shape in, the same out.
 *
 * @param strength alpha, 0 or more
 */
public record ActivationPenalty(float strength) implements Channelwise {
  /** Checks the strength. */
  public ActivationPenalty {
    Require.finiteFromZero("activationPenalty", "the strength", strength);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (pass.isTraining() && strength > 0) {
      pass.penalize(x.times(x).mean().times(strength));
    }
    return x;
  }
}
