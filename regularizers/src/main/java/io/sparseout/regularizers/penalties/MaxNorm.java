// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;

/**
 * Holds the Euclidean norm of the weights of each output within a bound: those of an output whose
 * norm is above it are multiplied by bound / norm, the nearest point of the ball. Srivastava et al.
 * 2014, section 5.1. An output is an index of the first axis: a row of a matrix, a filter of a
 * kernel. The rate is of no matter, nor is the optimizer.
 *
 * @param bound c, more than 0
 */
public record MaxNorm(double bound) implements Constraint {
  /** Checks the bound. */
  public MaxNorm {
    Require.aboveZero("maxNorm", "the bound", bound);
  }

  @Override
  public void apply(Tensor weight, double rate) {
    Updates.boundNorms(weight, 0, bound);
  }
}
