// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;

/** Writes the images of one epoch as rows of values, as they are prepared. For one thread. */
final class ImageWriter {
  private static final int WORDS = 4; // an image's share of the epoch's random words, 3 in use
  private static final int IMAGES = Threefry.GROUP / WORDS;

  private final ImageDataset images;
  private final byte[] pixels;
  private final int height;
  private final int width;
  private final float[][] valuesOf;
  private final Augmentation augmentation;
  private final RandomKey key;
  private final int[] words = new int[Threefry.GROUP];

  ImageWriter(ImageDataset images, Preparation preparation, int epoch) {
    this.images = images;
    this.pixels = images.pixels();
    this.height = images.height();
    this.width = images.width();
    this.valuesOf = new float[images.channels()][];
    Normalization normalization = preparation.normalization();
    for (int channel = 0; channel < valuesOf.length; channel++) {
      valuesOf[channel] =
          normalization == null ? ImageDataset.values() : normalization.values(channel);
    }
    this.augmentation = preparation.augmentation();
    this.key = augmentation == null ? null : preparation.random().at(epoch);
  }

  /**
   * Writes an image.
   *
   * @param values receives it. Modified.
   * @param row the row that it becomes
   */
  void write(int image, float[] values, int row) {
    if (augmentation == null) {
      write(image, values, row, 0, 0, false);
    } else {
      Threefry.group(key, image / IMAGES, words);
      int word = image % IMAGES * WORDS;
      int down = augmentation.shift(words[word]);
      int right = augmentation.shift(words[word + 1]);
      write(image, values, row, down, right, augmentation.flip(words[word + 2]));
    }
  }

  /**
   * Writes the part of an image that is seen through a window of its size, zero outside.
   *
   * @param down how far the window is moved down
   * @param right how far it is moved to the right
   * @param flip whether what is seen is then turned left to right
   */
  private void write(int image, float[] values, int row, int down, int right, boolean flip) {
    int firstColumn = flip ? width - 1 + right : right;
    int step = flip ? -1 : 1;
    int from = Math.max(0, flip ? right : -right);
    int to = Math.min(width, flip ? width + right : width - right);
    int line = row * images.features();
    for (int channel = 0; channel < valuesOf.length; channel++) {
      float[] valueOf = valuesOf[channel];
      int plane = images.start(image) + channel * height * width;
      for (int y = 0; y < height; y++, line += width) {
        if (y + down < 0 || y + down >= height) {
          Arrays.fill(values, line, line + width, valueOf[0]);
          continue;
        }
        int source = plane + (y + down) * width + firstColumn;
        Arrays.fill(values, line, line + from, valueOf[0]);
        for (int x = from; x < to; x++) {
          values[line + x] = valueOf[pixels[source + step * x] & 0xFF];
        }
        Arrays.fill(values, line + to, line + width, valueOf[0]);
      }
    }
  }
}
