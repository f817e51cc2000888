// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * Stochastic depth: y = x r / (1-p) with one r ~ Bernoulli(1-p) for each example or one for all, so
 * that E[y] = x and Var[y] = p/(1-p) x^2. At the end of a residual connection's body it drops the
 * body as a whole. Huang et al. 2016, eq. 2, but scaled in training as {@link Dropout} is, and not
 * in evaluation, which is the identity; as torchvision's {@code stochastic_depth}. {@code [n, ...]}
 * in, the same out.
 *
 * @param p the probability that an example, or all of them, is dropped, from 0 to 1
 * @param mode for what there is one draw
 */
public record StochasticDepth(float p, Mode mode) implements Channelwise {
  /** For what there is one draw. */
  public enum Mode {
    /** For each example, an index of the first axis. */
    ROW,
    /** For all examples. */
    BATCH
  }

  /** Checks p. */
  public StochasticDepth {
    Require.probability("stochastic-depth", p);
    if (mode == null) {
      throw new IllegalArgumentException("stochastic-depth: mode is ROW or BATCH, not null");
    }
  }

  /** With a draw for each example. */
  public StochasticDepth(float p) {
    this(p, Mode.ROW);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.callByAxes("depth", mode == Mode.ROW ? 1 : 0, new Dropout(p), x);
  }
}
