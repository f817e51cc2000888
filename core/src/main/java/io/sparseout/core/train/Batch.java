// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.Tensor;

/**
 * Some examples. The input's first axis counts the examples.
 *
 * @param input what the model is given
 * @param target what the loss compares its output with
 */
public record Batch(Tensor input, Tensor target) {
  /** How many examples. */
  public int size() {
    return input.shape().dim(0);
  }
}
