// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.util.Objects;

/**
 * Batches of a set of images: inputs FLOAT32 {@code [batch, features]} and their classes as
 * targets, INT32 {@code [batch]}. Every image comes once an epoch; the last batch is smaller where
 * the batch size does not divide their number. While the caller works on a batch, a thread
 * assembles the next ones, in memory that is used again and again: close the iterator.
 */
public final class ImageBatches implements Batches {
  private final ImageDataset images;
  private final int batchSize;
  private final RandomStream random;
  private final Preparation preparation;

  ImageBatches(ImageDataset images, int batchSize, RandomStream random) {
    this(images, batchSize, random, Preparation.NONE);
  }

  private ImageBatches(
      ImageDataset images, int batchSize, RandomStream random, Preparation preparation) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batches: a batch has 1 image or more, not " + batchSize);
    }
    this.images = images;
    this.batchSize = Math.min(batchSize, images.size());
    this.random = random;
    this.preparation = preparation;
  }

  /** The same batches with the input as the target, for autoencoders. */
  public ImageBatches reconstruction() {
    return prepared(preparation.asReconstruction());
  }

  /** The same batches with inputs {@code [batch, channels, height, width]}, for convolutions. */
  public ImageBatches planes() {
    return prepared(preparation.asPlanes());
  }

  /**
   * The same batches with each channel normalized.
   *
   * @throws IllegalArgumentException if the images have another number of channels
   */
  public ImageBatches normalized(Normalization normalization) {
    if (normalization.channels() != images.channels()) {
      throw new IllegalArgumentException(
          "normalized: " + normalization.channels() + " channels for the images of " + images);
    }
    return prepared(preparation.normalizedBy(normalization));
  }

  /**
   * The same batches, shuffled ones, with images changed at random, in each epoch anew. What
   * happens to an image depends on the shuffling's seed and name, the epoch's number and the
   * image's number in its set alone.
   *
   * @throws IllegalArgumentException if the batches are not shuffled, or the padding is not less
   *     than the images' height and width
   */
  public ImageBatches augmented(Augmentation augmentation) {
    if (random == null) {
      throw new IllegalArgumentException(
          "augmented: batches in order have no randomness; give a stream of it");
    }
    return augmented(augmentation, random.stream("augmentation"));
  }

  /**
   * The same batches with images changed at random, in each epoch anew.
   *
   * @param stream a stream of the augmentation's own; its steps are not taken
   * @throws IllegalArgumentException if the padding is not less than the images' height and width
   */
  public ImageBatches augmented(Augmentation augmentation, RandomStream stream) {
    if (augmentation.padding() >= Math.min(images.height(), images.width())) {
      throw new IllegalArgumentException(
          "augmented: a padding of "
              + augmentation.padding()
              + " moves images out of sight in "
              + images);
    }
    Objects.requireNonNull(stream, "stream");
    return prepared(preparation.augmentedBy(augmentation, stream));
  }

  /** How many batches an epoch has. */
  @Override
  public int count() {
    return source(0).count();
  }

  /** How many images an epoch has. */
  @Override
  public int examples() {
    return images.size();
  }

  /**
   * The batches of an epoch. A batch is valid until the next one is asked for.
   *
   * @param epoch its number; the same one gives the same order and changes
   */
  @Override
  public BatchIterator epoch(int epoch) {
    return new PrefetchIterator(source(epoch));
  }

  private ImageBatches prepared(Preparation other) {
    return new ImageBatches(images, batchSize, random, other);
  }

  private ImageEpoch source(int epoch) {
    return new ImageEpoch(images, preparation, batchSize, random, epoch);
  }
}
