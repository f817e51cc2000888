// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/** max(x, 0), element by element; Nair and Hinton 2010. Any shape in, the same out. */
public record Relu() implements Channelwise {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.relu();
  }
}
