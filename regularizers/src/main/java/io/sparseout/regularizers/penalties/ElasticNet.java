// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * l1 sum |w| + l2 sum w^2; Zou and Hastie 2005, equation 3. Its derivative is l1 sgn(w) + 2 l2 w, 0
 * at 0.
 *
 * @param l1 the strength of the first part, 0 or more
 * @param l2 the strength of the second part, 0 or more
 */
public record ElasticNet(double l1, double l2) implements WeightPenalty {
  /** Checks both. */
  public ElasticNet {
    Require.fromZero("elasticNet", "l1", l1);
    Require.fromZero("elasticNet", "l2", l2);
  }

  @Override
  public Tensor of(Tensor weight) {
    return new L1(l1).of(weight).plus(new L2(l2).of(weight));
  }
}
