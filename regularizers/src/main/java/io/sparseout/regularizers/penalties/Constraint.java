// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Tensor;

/**
 * What a weight is brought to after each step: a set that it may not leave, or a proximal step. A
 * lambda is one; what is to be fast and of the same bits everywhere is made of {@link
 * io.sparseout.core.Updates}.
 */
@FunctionalInterface
public interface Constraint {
  /**
   * Changes a weight in place.
   *
   * @param weight a parameter's value. Modified.
   * @param rate the learning rate of the step that was taken
   * @throws IllegalArgumentException if the constraint is not for weights of such a shape
   */
  void apply(Tensor weight, double rate);
}
