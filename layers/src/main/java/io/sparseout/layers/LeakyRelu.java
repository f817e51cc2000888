// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * x where x is positive, else slope x; Maas et al. 2013. Any shape in, the same out.
 *
 * @param slope the factor of negative numbers, finite
 */
public record LeakyRelu(double slope) implements Channelwise {
  /** Checks the slope. */
  public LeakyRelu {
    if (!Double.isFinite(slope)) {
      throw new IllegalArgumentException("leakyRelu: the slope is finite, not " + slope);
    }
  }

  /** With PyTorch's slope, 0.01. */
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.leakyRelu(slope);
  }
}
