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
    int n = x.shape().dim(0);
    return x.reshape(n, n == 0 ? 0 : x.size() / n);
  }
}
