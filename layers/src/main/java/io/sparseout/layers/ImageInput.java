// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Tensor;
import java.util.Locale;

/**
 * The one size of images that a model takes, since its Linear layers are made for that.
 *
 * @param least the rows and columns of which the model's pooling leaves one
 */
record ImageInput(String model, int channels, int height, int width, int least) {
  /** Checks the numbers. */
  ImageInput {
    if (channels < 1 || height < least || width < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: channels is 1 or more, height and width are %d or more, not %d, %d and %d",
              model,
              least,
              channels,
              height,
              width));
    }
  }

  /**
   * Gives images of this size back.
   *
   * @throws IllegalArgumentException if they are of another
   */
  Tensor checked(Tensor x) {
    int[] dims = x.shape().dims();
    if (dims.length != 4 || dims[1] != channels || dims[2] != height || dims[3] != width) {
      throw new IllegalArgumentException(
          model + ": takes [n, " + channels + ", " + height + ", " + width + "], not " + x.shape());
    }
    return x;
  }
}
