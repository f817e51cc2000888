// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * The maximum of each window. Takes images {@code [n, c, h, w]}, gives {@code [n, c, h', w']} with
 * h' = floor((h + 2 padding - kernelSize) / stride) + 1, and w' likewise. As in PyTorch, the border
 * counts as -infinity; NaN in a window gives NaN; and the gradient goes to the first element that
 * has the maximum.
 *
 * @param kernelSize height and width of a window
 * @param stride from window to window, 1 or more
 * @param padding width of the border, at most half of kernelSize
 */
public record MaxPool2d(int kernelSize, int stride, int padding) implements Channelwise {
  /** Checks the numbers. */
  public MaxPool2d {
    PoolNumbers.check("maxPool2d", kernelSize, stride, padding);
  }

  /** Windows side by side, without a border. */
  public MaxPool2d(int kernelSize) {
    this(kernelSize, kernelSize, 0);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.maxPool2d(kernelSize, stride, padding);
  }
}
