// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * A regularizer whose draws are the same for a whole channel of an example: of {@code [n, c, l]} or
 * {@code [n, c, h, w]}, what happens to one element of a channel happens to all of it. With {@link
 * Dropout} this is the spatial dropout of Tompson et al. 2015, section 3.2, and PyTorch's Dropout1d
 * and Dropout2d. Mean and variance of an element are the regularizer's; elements of one channel are
 * no longer independent. Evaluation is the identity. {@code [n, c, ...]} in, the same out; {@code
 * [n, c]} has a draw for each element.
 *
 * @param regularizer {@link Dropout}, {@link Sparseout}, or another whose noise is {@link
 *     Tensor#sparseoutNoise} or the pass's
 */
public record ChannelDropout(Layer regularizer) implements Channelwise {
  /** Checks that there is one. */
  public ChannelDropout {
    Require.regularizer("channel-dropout", regularizer);
  }

  /** Dropout of whole channels with the probability p. */
  public ChannelDropout(float p) {
    this(new Dropout(p));
  }

  /**
   * Applies the regularizer.
   *
   * @throws IllegalArgumentException if the input has fewer than two axes
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException("channel-dropout: takes [n, c, ...], not " + x.shape());
    }
    if (!pass.isTraining()) {
      return x;
    }
    return pass.callByAxes("channel", 2, regularizer, x);
  }
}
