// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The mean of each plane; Lin et al. 2014. Takes images {@code [n, c, h, w]}, gives {@code [n, c]}:
 * PyTorch's AdaptiveAvgPool2d(1) and Flatten.
 */
public record GlobalAvgPool2d() implements Channelwise {
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.globalAvgPool2d();
  }
}
