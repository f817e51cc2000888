// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.Tensor;

/** What training minimizes: a mean over a batch's examples, as a single number. */
@FunctionalInterface
public interface Loss {
  /** The loss of a model's output against the batch's target. */
  Tensor of(Tensor output, Tensor target);
}
