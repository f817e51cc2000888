// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/** 1 / (1 + e^-x), element by element. Any shape in, the same out. */
public record Sigmoid() implements Channelwise {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.sigmoid();
  }
}
