// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;

/** The memory of one batch of images, filled anew each time, and the tensors on it. */
final class BatchBuffer {
  private final ImageDataset images;
  private final ImageWriter writer;
  private final float[] values;
  private final int[] labels;
  private final Batch batch;

  BatchBuffer(ImageDataset images, Preparation preparation, ImageWriter writer, int rows) {
    this.images = images;
    this.writer = writer;
    this.values = new float[rows * images.features()]; // no more than the set has bytes
    this.labels = new int[rows];
    Tensor input =
        preparation.planes()
            ? Tensor.of(values, rows, images.channels(), images.height(), images.width())
            : Tensor.of(values, rows, images.features());
    this.batch = new Batch(input, preparation.reconstruction() ? input : Tensor.of(labels, rows));
  }

  /**
   * Fills it with images that follow each other in an order.
   *
   * @param order image numbers, or null for 0, 1, 2, .... Not modified.
   * @param from the first one's place in the order
   */
  void fill(int[] order, int from) {
    for (int row = 0; row < labels.length; row++) {
      int image = order == null ? from + row : order[from + row];
      writer.write(image, values, row);
      labels[row] = images.label(image);
    }
  }

  int rows() {
    return labels.length;
  }

  Batch batch() {
    return batch;
  }
}
