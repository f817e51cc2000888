// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

/**
 * Random changes of images that leave their class as it is, for training (Krizhevsky, Sutskever and
 * Hinton 2012; for CIFAR as in He et al. 2016, section 4.2): an image is surrounded with zeros and
 * cut back to its size at a random place, and turned left to right every other time. What happens
 * to an image depends on the stream of randomness, the epoch's number and the image's number in its
 * set alone.
 *
 * @param padding how many zero pixels are put at each edge, which the image is then moved by at
 *     most; black, also where images are normalized
 * @param flips whether images are turned left to right with probability 1/2
 */
public record Augmentation(int padding, boolean flips) {
  /**
   * An augmentation.
   *
   * @throws IllegalArgumentException if the padding is negative
   */
  public Augmentation {
    if (padding < 0) {
      throw new IllegalArgumentException("augmentation: padding is 0 or more, not " + padding);
    }
  }

  /** Padding, a random crop, and a random flip; with padding 4 the usual one for CIFAR. */
  public static Augmentation padCropFlip(int padding) {
    return new Augmentation(padding, true);
  }

  /** Padding and a random crop. */
  public static Augmentation padCrop(int padding) {
    return new Augmentation(padding, false);
  }

  /** A random flip. */
  public static Augmentation horizontalFlip() {
    return new Augmentation(0, true);
  }

  /** How far an image is moved along an axis, from -padding to padding, by a random word. */
  int shift(int word) {
    return (int) (((word & 0xFFFFFFFFL) * (2L * padding + 1)) >>> 32) - padding;
  }

  /** Whether an image is flipped, by a random word. */
  boolean flip(int word) {
    return flips && word < 0;
  }
}
