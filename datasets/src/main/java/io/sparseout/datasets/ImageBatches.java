// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;

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
  private final Form form;

  /** What the tensors look like. */
  record Form(boolean planes, boolean reconstruction) {}

  ImageBatches(ImageDataset images, int batchSize, RandomStream random) {
    this(images, batchSize, random, new Form(false, false));
  }

  private ImageBatches(ImageDataset images, int batchSize, RandomStream random, Form form) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batches: a batch has 1 image or more, not " + batchSize);
    }
    this.images = images;
    this.batchSize = Math.min(batchSize, images.size());
    this.random = random;
    this.form = form;
  }

  /** The same batches with the input as the target, for autoencoders. */
  public ImageBatches reconstruction() {
    return new ImageBatches(images, batchSize, random, new Form(form.planes, true));
  }

  /** The same batches with inputs {@code [batch, channels, height, width]}, for convolutions. */
  public ImageBatches planes() {
    return new ImageBatches(images, batchSize, random, new Form(true, form.reconstruction));
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
   * @param epoch its number; the same one gives the same order
   */
  @Override
  public BatchIterator epoch(int epoch) {
    return new PrefetchIterator(source(epoch));
  }

  private ImageEpoch source(int epoch) {
    return new ImageEpoch(images, form, batchSize, random == null ? null : random.at(epoch));
  }
}
