// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * strength sum |w|^q, bridge regression's; Frank and Friedman 1993. Its derivative is strength q
 * |w|^(q-1) sgn(w), and 0 at 0, where for q below 1 there is none. Beside 0 it is then as large as
 * one likes, and gradient descent goes to and fro there.
 *
 * @param strength 0 or more
 * @param q the norm, more than 0
 */
public record Lq(double strength, double q) implements WeightPenalty {
  /** Checks both. */
  public Lq {
    Require.fromZero("lq", "the strength", strength);
    Require.aboveZero("lq", "q, the norm,", q);
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.absPow(q).sum().times(strength);
  }
}
