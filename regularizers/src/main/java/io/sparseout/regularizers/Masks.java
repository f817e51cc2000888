// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Tensor;

/** How often noise on weights is drawn. */
public enum Masks {
  /** Once for a batch: as fast as a product with the weights as they are, but for the noise. */
  BATCH,
  /**
   * Once for each example, a row of an affine map's input: less noise in the gradient of a batch,
   * and as much work as if each example were a batch. Affine maps alone can have it.
   */
  EXAMPLE;

  static void require(String noise, Masks masks) {
    if (masks == null) {
      throw new IllegalArgumentException(noise + ": masks is BATCH or EXAMPLE, not null");
    }
  }

  /** Refuses a weight by itself where the noise is an example's. */
  void requireBatch(String noise, Tensor weight) {
    if (this == EXAMPLE) {
      throw new IllegalArgumentException(
          noise
              + ": masks is example, which affine maps alone can have, not the weight "
              + weight.shape()
              + " of a convolution or a recurrent layer; take masks=batch");
    }
  }
}
