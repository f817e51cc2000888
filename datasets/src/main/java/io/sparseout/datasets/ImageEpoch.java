// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;

/** One epoch over a set of images. */
final class ImageEpoch implements BatchSource {
  private final ImageDataset images;
  private final Preparation preparation;
  private final ImageWriter writer;
  private final int batchSize;
  private final RandomKey shuffle;
  private final BatchBuffer[] ring = new BatchBuffer[RING];
  private int[] order;

  /**
   * An epoch.
   *
   * @param preparation what is made of the images
   * @param batchSize images a batch, no more than there are
   * @param shuffle what the random order comes from, or null for the images' own
   * @param epoch the epoch's number
   */
  ImageEpoch(
      ImageDataset images,
      Preparation preparation,
      int batchSize,
      RandomStream shuffle,
      int epoch) {
    this.images = images;
    this.preparation = preparation;
    this.writer = new ImageWriter(images, preparation, epoch);
    this.batchSize = batchSize;
    this.shuffle = shuffle == null ? null : shuffle.at(epoch);
  }

  @Override
  public int count() {
    return (images.size() - 1) / batchSize + 1;
  }

  @Override
  public Batch batch(int number) {
    if (order == null && shuffle != null) {
      order = shuffle.permutation(images.size());
    }
    int from = number * batchSize;
    int rows = Math.min(batchSize, images.size() - from);
    int slot = number % RING;
    if (ring[slot] == null || ring[slot].rows() != rows) {
      ring[slot] = new BatchBuffer(images, preparation, writer, rows);
    }
    ring[slot].fill(order, from);
    return ring[slot].batch();
  }
}
