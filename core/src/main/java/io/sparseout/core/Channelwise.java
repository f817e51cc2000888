// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * A layer in evaluation whose output channel c, an index of the second axis, is a function of the
 * input's channel c alone: activations, pools, batch normalizations, regularizers. So channels can
 * be taken out of a network on both sides of it.
 */
public interface Channelwise extends Layer {
  /**
   * This layer for some of its channels: {@code keep(c).forward(x[:, c])} is {@code forward(x)[:,
   * c]} to the last bit, in evaluation. A layer that has nothing for each channel is itself.
   *
   * @param channels the channels that stay, ascending. Not modified.
   * @throws IllegalArgumentException if the layer has no such channels
   */
  default Channelwise keep(int... channels) {
    return this;
  }
}
