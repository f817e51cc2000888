// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.Augmentation;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.datasets.Normalization;
import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.DataSource;

/**
 * How images come to a model.
 *
 * @param model decides the shape of its input
 * @param normalization measured on the images that are trained on
 * @param augmentation random changes in training; null for none
 * @param batch images a batch, to measure on too: what memory has room for in training, it has then
 */
record Feed(ModelChoice model, Normalization normalization, Augmentation augmentation, int batch) {
  /** The feed of a run that trains on the given images. */
  static Feed of(ImageConfig config, ImageDataset train) {
    return new Feed(
        ModelChoice.of(config.model()),
        Normalization.measure(train),
        config.augment() ? DataSource.of(config.data()).augmentation() : null,
        config.batch());
  }

  /** Batches to train on, in random order and changed at random. */
  ImageBatches training(ImageDataset images, RandomStream shuffle) {
    ImageBatches batches = images.shuffledBatches(batch, shuffle).normalized(normalization);
    return model.inputs(augmentation == null ? batches : batches.augmented(augmentation));
  }

  /** Batches to measure on, in order. */
  ImageBatches evaluation(ImageDataset images) {
    return model.inputs(images.batches(batch).normalized(normalization));
  }
}
