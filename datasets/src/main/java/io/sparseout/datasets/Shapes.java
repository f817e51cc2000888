// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Colour images of eight shapes, drawn by this class: 3 x 32 x 32 pixels, no files needed. Place,
 * size, turn, both colours and the noise are random. An image is a function of (seed, training or
 * test, index) alone, the same bits on every machine: a set of 100 begins the set of 1000. Image
 * {@code i} shows shape {@code i % 8}, so the classes are balanced.
 *
 * <p>With 20 000 training images, normalized, a linear classifier gets 17 % of the test images
 * right after 12 epochs, little more than by chance, since a shape may be lighter or darker than
 * its background in each channel; a network with one hidden layer of 256 units 86 %.
 */
public final class Shapes {
  /** Values a pixel. */
  public static final int CHANNELS = ShapePainter.CHANNELS;

  /** Rows and columns of an image. */
  public static final int SIDE = ShapePainter.SIDE;

  private static final Outline[] OUTLINES = Outline.values();

  /** How many classes there are. */
  public static final int CLASSES = OUTLINES.length;

  private static final int MOST = Integer.MAX_VALUE / ShapePainter.PIXELS;
  private static final List<String> NAMES =
      Arrays.stream(OUTLINES)
          .map(outline -> outline.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableList());

  private Shapes() {}

  /**
   * The first images of the training set of a seed.
   *
   * @param count how many, 1 to 699 050
   * @throws IllegalArgumentException if the count is out of range
   */
  public static ImageDataset train(int count, long seed) {
    return draw("train", count, seed);
  }

  /** The first images of the test set of a seed, none of which the training set has. */
  public static ImageDataset test(int count, long seed) {
    return draw("test", count, seed);
  }

  private static ImageDataset draw(String split, int count, long seed) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "shapes: a set has 1 to " + MOST + " images, not " + count);
    }
    RandomStream looks = RandomStream.of(seed).stream("shapes").stream(split);
    ShapePainter painter = new ShapePainter();
    byte[] pixels = new byte[count * ShapePainter.PIXELS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
      painter.paint(OUTLINES[labels[i]], looks.at(i), pixels, i * ShapePainter.PIXELS);
    }
    return new ImageDataset("shapes", pixels, CHANNELS, SIDE, SIDE, labels, CLASSES)
        .withClassNames(NAMES);
  }
}
