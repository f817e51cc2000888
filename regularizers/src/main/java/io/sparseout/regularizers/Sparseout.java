// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * Sparseout: y = x m, m = 1 + |x|^((q-2)/2) (r/(1-p) - 1) with r ~ Bernoulli(1-p) for each element,
 * so that E[y] = x and Var[y] = p/(1-p) |x|^q. Khan and Stavness 2019, eq. 6. At q = 2 it is {@link
 * Dropout}; a smaller q makes activations sparser, a larger one denser. Evaluation is the identity.
 * Any shape in, the same out.
 *
 * <p>Where x is 0, m is 1. Finite inputs give finite outputs: a result too large is the largest
 * float of its sign.
 *
 * @param p the probability that an element is dropped, from 0 to 1; at 1 the output is zeros
 * @param q the norm, 0 or more
 * @param gradient which gradient the backward pass takes
 * @param epsilon what is added to |x| before the power, 0 or more; the published code adds 1e-12
 */
public record Sparseout(float p, float q, Gradient gradient, float epsilon) implements Channelwise {
  /** Which gradient of the noise is taken. */
  public enum Gradient {
    /**
     * dy/dx = m, as in the authors' code: the noise counts as a constant. It makes the method work.
     */
    PUBLISHED,
    /** dy/dx = 1 + q/2 |x|^((q-2)/2) (r/(1-p) - 1): the derivative of y. */
    EXACT
  }

  /** Checks p, q and epsilon. */
  public Sparseout {
    Require.probability("sparseout", p);
    Require.finiteFromZero("sparseout", "q, the norm,", q);
    Require.finiteFromZero("sparseout", "epsilon", epsilon);
    if (gradient == null) {
      throw new IllegalArgumentException("sparseout: gradient is PUBLISHED or EXACT, not null");
    }
  }

  /** With the given gradient and no epsilon. */
  public Sparseout(float p, float q, Gradient gradient) {
    this(p, q, gradient, 0);
  }

  /** With the published gradient and no epsilon. */
  public Sparseout(float p, float q) {
    this(p, q, Gradient.PUBLISHED);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.isTraining() ? x.sparseoutNoise(p, q, epsilon, gradient == Gradient.EXACT) : x;
  }
}
