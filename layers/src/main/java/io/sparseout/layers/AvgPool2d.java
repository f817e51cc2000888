// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The mean of each window. Takes images {@code [n, c, h, w]}, gives {@code [n, c, h', w']} with h'
 * = floor((h + 2 padding - kernelSize) / stride) + 1, and w' likewise. As in PyTorch ({@code
 * count_include_pad}), the border counts as zeros: every sum is divided by kernelSize^2.
 *
 * @param kernelSize height and width of a window
 * @param stride from window to window, 1 or more
 * @param padding width of the border, at most half of kernelSize
 */
public record AvgPool2d(int kernelSize, int stride, int padding) implements Channelwise {
  /** Checks the numbers. */
  public AvgPool2d {
    PoolNumbers.check("avgPool2d", kernelSize, stride, padding);
  }

  /** Windows side by side, without a border. */
  public AvgPool2d(int kernelSize) {
    this(kernelSize, kernelSize, 0);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.avgPool2d(kernelSize, stride, padding);
  }
}
