// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.datasets.ImageDataset;

/**
 * A training set in two parts, the same ones in every trial. Its publisher has shuffled it, so the
 * last images are as good for validation as any.
 *
 * @param train the first images, to train on
 * @param validation the last ones, to choose on
 */
record Split(ImageDataset train, ImageDataset validation) {
  /**
   * Holds out a share of the images, to the nearest whole number.
   *
   * @throws IllegalArgumentException if one of the parts has no image
   */
  static Split of(ImageDataset images, double share) {
    int held = (int) Math.rint(share * images.size());
    int rest = images.size() - held;
    if (held < 1 || rest < 1) {
      throw new IllegalArgumentException(
          "--validation: "
              + share
              + " of "
              + images.size()
              + " training images leaves "
              + rest
              + " to train on and "
              + held
              + " to choose on; each needs one or more");
    }
    return new Split(images.subset(0, rest), images.subset(rest, images.size()));
  }
}
