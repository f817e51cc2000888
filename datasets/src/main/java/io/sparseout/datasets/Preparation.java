// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;

/**
 * What is made of images on their way into a batch.
 *
 * @param planes whether an image is {@code [channels, height, width]} rather than a row
 * @param reconstruction whether the input is the target
 * @param normalization or null for values from 0 to 1
 * @param augmentation or null for images as they are
 * @param random what the augmentation draws from, a step of it for each epoch; null without it
 */
record Preparation(
    boolean planes,
    boolean reconstruction,
    Normalization normalization,
    Augmentation augmentation,
    RandomStream random) {
  static final Preparation NONE = new Preparation(false, false, null, null, null);

  Preparation asPlanes() {
    return new Preparation(true, reconstruction, normalization, augmentation, random);
  }

  Preparation asReconstruction() {
    return new Preparation(planes, true, normalization, augmentation, random);
  }

  Preparation normalizedBy(Normalization numbers) {
    return new Preparation(planes, reconstruction, numbers, augmentation, random);
  }

  Preparation augmentedBy(Augmentation changes, RandomStream stream) {
    return new Preparation(planes, reconstruction, normalization, changes, stream);
  }
}
