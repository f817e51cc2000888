// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.train.Batch;

/** One epoch over a set of images. */
final class ImageEpoch implements BatchSource {
  private final ImageDataset images;
  private final ImageBatches.Form form;
  private final int batchSize;
  private final RandomKey shuffle;
  private final BatchBuffer[] ring = new BatchBuffer[RING];
  private int[] order;

  /**
   * An epoch.
   *
   * @param batchSize images a batch, no more than there are
   * @param shuffle names the random order, or null for the images' own
   */
  ImageEpoch(ImageDataset images, ImageBatches.Form form, int batchSize, RandomKey shuffle) {
    this.images = images;
    this.form = form;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
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
      ring[slot] = new BatchBuffer(images, form, rows);
    }
    ring[slot].fill(order, from);
    return ring[slot].batch();
  }
}
