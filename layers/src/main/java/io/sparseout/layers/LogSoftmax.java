// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/** x - log sum e^x over the last axis. {@code [..., n]} in, the same out. */
public record LogSoftmax() implements Layer {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.logSoftmax();
  }
}
