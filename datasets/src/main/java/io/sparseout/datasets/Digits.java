// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;
import java.util.stream.IntStream;

/**
 * Images of the ten digits as if written by hand, drawn by this class: 28 x 28 grey pixels, no
 * files needed. An image is a function of (seed, training or test, index) alone, the same bits on
 * every machine and for any number of threads: a set of 100 begins the set of 1000. Image {@code i}
 * shows digit {@code i % 10}, so the classes are balanced.
 *
 * <p>With 20 000 training images a linear classifier gets about 88 % of the test images right, a
 * network with one hidden layer of 256 units 98 %.
 */
public final class Digits {
  /** Rows and columns of an image. */
  public static final int SIDE = DigitPainter.SIDE;

  /** How many classes there are. */
  public static final int CLASSES = 10;

  private static final int MOST = Integer.MAX_VALUE / DigitPainter.PIXELS;
  private static final int CHUNK = 64;

  private Digits() {}

  /**
   * The first images of the training set of a seed.
   *
   * @param count how many, 1 to 2 739 137
   * @throws IllegalArgumentException if the count is out of range
   */
  public static ImageDataset train(int count, long seed) {
    return draw("train", count, seed);
  }

  /** The first images of the test set of a seed, in hands that the training set does not have. */
  public static ImageDataset test(int count, long seed) {
    return draw("test", count, seed);
  }

  private static ImageDataset draw(String split, int count, long seed) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "digits: a set has 1 to " + MOST + " images, not " + count);
    }
    RandomStream hands = RandomStream.of(seed).stream("digits").stream(split);
    byte[] pixels = new byte[count * DigitPainter.PIXELS];
    IntStream.range(0, (count - 1) / CHUNK + 1)
        .parallel()
        .forEach(chunk -> drawChunk(hands, chunk * CHUNK, count, pixels));
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return new ImageDataset("digits", pixels, 1, SIDE, SIDE, labels, CLASSES);
  }

  private static void drawChunk(RandomStream hands, int from, int count, byte[] pixels) {
    DigitPainter painter = new DigitPainter();
    for (int i = from; i < Math.min(from + CHUNK, count); i++) {
      painter.paint(i % CLASSES, hands.at(i), pixels, i * DigitPainter.PIXELS);
    }
  }
}
