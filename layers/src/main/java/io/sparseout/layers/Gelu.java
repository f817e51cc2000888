// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * x Phi(x), element by element, Phi the normal distribution function; Hendrycks and Gimpel 2016.
 * Any shape in, the same out.
 */
public record Gelu() implements Channelwise {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.gelu();
  }
}
