// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * How a tensor {@code [examples, channels, size]} lies in an array: for each example a plane of
 * {@code size} elements a channel. Without further axes, size is 1.
 */
public record Channels(int examples, int channels, int size) {
  /** Where the plane of a channel of an example begins. */
  public int start(int example, int channel) {
    return (example * channels + channel) * size;
  }

  /** Elements of one channel. */
  public long perChannel() {
    return (long) examples * size;
  }
}
