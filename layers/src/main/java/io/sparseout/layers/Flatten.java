// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/** All axes but the first as one: {@code [n, a, b, ...]} in, {@code [n, a b ...]} out. No copy. */
public record Flatten() implements Layer {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (x.shape().rank() == 0) {
      throw new IllegalArgumentException("flatten: takes [n, ...], not a single number");
    }
    int features = 1; // not by a division, so that no examples still have their features
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      features *= x.shape().dim(axis);
    }
    return x.reshape(x.shape().dim(0), features);
  }
}
