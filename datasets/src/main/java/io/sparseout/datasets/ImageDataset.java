// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.random.RandomStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Labelled images of one size, held as bytes. A pixel's value in a tensor is byte / 255, from 0 to
 * 1; an image is a flat row of {@code channels * height * width} values in that order. Never
 * changes, and may be read by several threads.
 */
public final class ImageDataset {
  private static final float[] VALUES = new float[256];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      VALUES[i] = i / 255f;
    }
  }

  private final String name;
  private final byte[] pixels;
  private final int channels;
  private final int height;
  private final int width;
  private final int[] labels;
  private final int classes;
  private final List<String> classNames; // or null
  private final int offset;
  private final int size;

  /**
   * Images in memory. The arrays are shared, not copied; they must not change afterwards.
   *
   * @param name what to call it in messages
   * @param pixels the images one after the other, each by channel, row and column. Not modified.
   * @param channels 1 for grey, 3 for colours; 1 or more
   * @param height rows, 1 or more
   * @param width columns, 1 or more
   * @param labels an image's class, 0 to {@code classes - 1}, for one or more images. Not modified.
   * @param classes how many classes there are
   * @throws IllegalArgumentException if sizes do not fit together or a label is out of range
   */
  public ImageDataset(
      String name, byte[] pixels, int channels, int height, int width, int[] labels, int classes) {
    this.name = Objects.requireNonNull(name, "name");
    this.pixels = pixels;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.labels = labels;
    this.classes = classes;
    this.classNames = null;
    this.offset = 0;
    this.size = labels.length;
    if (channels < 1 || height < 1 || width < 1 || size < 1) {
      throw new IllegalArgumentException(
          name + ": needs images and none of their sizes 0, not " + shapes());
    }
    double bytes = (double) size * channels * height * width; // cannot overflow
    if (pixels.length != bytes) {
      throw new IllegalArgumentException(
          name
              + ": "
              + shapes()
              + " are "
              + (long) bytes
              + " bytes, the array has "
              + pixels.length);
    }
    for (int i = 0; i < size; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            name + ": image " + i + " has label " + labels[i] + ", not 0 to " + (classes - 1));
      }
    }
  }

  private ImageDataset(ImageDataset whole, int from, int to, List<String> classNames) {
    name = whole.name;
    pixels = whole.pixels;
    channels = whole.channels;
    height = whole.height;
    width = whole.width;
    labels = whole.labels;
    classes = whole.classes;
    this.classNames = classNames;
    offset = whole.offset + from;
    size = to - from;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** How many images there are, 1 or more. */
  public int size() {
    return size;
  }

  /** Values a pixel. */
  public int channels() {
    return channels;
  }

  /** Rows of an image. */
  public int height() {
    return height;
  }

  /** Columns of an image. */
  public int width() {
    return width;
  }

  /** Values an image: channels times height times width. */
  public int features() {
    return channels * height * width;
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /**
   * What a class is called: its number, unless the set has names.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public String className(int number) {
    Objects.checkIndex(number, classes);
    return classNames == null ? Integer.toString(number) : classNames.get(number);
  }

  /**
   * The same images with names for their classes; shares this set's memory.
   *
   * @throws IllegalArgumentException if there are not as many names as classes
   */
  public ImageDataset withClassNames(List<String> names) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "withClassNames: " + names.size() + " names for the classes of " + this);
    }
    return new ImageDataset(this, 0, size, List.copyOf(names));
  }

  /**
   * The class of an image.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int image) {
    return labels[offset + Objects.checkIndex(image, size)];
  }

  /**
   * Images as a FLOAT32 tensor {@code [count, features]} of their own.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public Tensor images(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    float[] values = new float[Math.multiplyExact(count, features())];
    int first = start(from);
    for (int i = 0; i < values.length; i++) {
      values[i] = VALUES[pixels[first + i] & 0xFF];
    }
    return Tensor.of(values, count, features());
  }

  /**
   * Classes of images as an INT32 tensor {@code [count]} of their own.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public Tensor labels(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    int[] copy = new int[count];
    System.arraycopy(labels, offset + from, copy, 0, count);
    return Tensor.of(copy, count);
  }

  /**
   * Images {@code from} up to, not including, {@code to}; shares this set's memory.
   *
   * @throws IllegalArgumentException if there are no such images
   */
  public ImageDataset subset(int from, int to) {
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException(
          "subset: no images " + from + " up to " + to + " in " + this);
    }
    return new ImageDataset(this, from, to, classNames);
  }

  /**
   * The first {@code most} images, or all where there are fewer; shares this set's memory.
   *
   * @throws IllegalArgumentException if {@code most} is not positive
   */
  public ImageDataset limit(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("limit: keeps 1 image or more, not " + most);
    }
    return subset(0, Math.min(most, size));
  }

  /**
   * Batches of images with their classes, in order, the same in every epoch.
   *
   * @throws IllegalArgumentException if the batch size is not positive
   */
  public ImageBatches batches(int batchSize) {
    return new ImageBatches(this, batchSize, null);
  }

  /**
   * Batches of images with their classes, in a new random order in each epoch. The order of an
   * epoch depends on the stream's seed and name and the epoch's number alone.
   *
   * @param random a stream of the shuffling's own; its steps are not taken
   * @throws IllegalArgumentException if the batch size is not positive
   */
  public ImageBatches shuffledBatches(int batchSize, RandomStream random) {
    return new ImageBatches(this, batchSize, Objects.requireNonNull(random, "random"));
  }

  /**
   * The SHA-256 of the images' size, their pixels and their labels, in lower-case hexadecimal.
   * Names do not count.
   */
  public String fingerprint() {
    String sizes = channels + "x" + height + "x" + width + ", " + classes + " classes:";
    ByteBuffer classOfEach = ByteBuffer.allocate(size * Integer.BYTES).order(LITTLE_ENDIAN);
    classOfEach.asIntBuffer().put(labels, offset, size);
    boolean isAll = pixels.length == size * features();
    return Fingerprint.sha256(
        sizes.getBytes(US_ASCII),
        isAll ? pixels : Arrays.copyOfRange(pixels, start(0), start(size)),
        classOfEach.array());
  }

  /** Name, counts and sizes. */
  @Override
  public String toString() {
    return name + " (" + shapes() + ", " + classes + " classes)";
  }

  /** All images' bytes, and maybe those of more. Not a copy. */
  byte[] pixels() {
    return pixels;
  }

  /** Where an image begins in {@link #pixels()}. */
  int start(int image) {
    return (offset + image) * features();
  }

  /** The value of a byte, 0 to 255. */
  static float value(int number) {
    return VALUES[number];
  }

  /** The values of all bytes. Not a copy. */
  static float[] values() {
    return VALUES;
  }

  private String shapes() {
    return size + " images of " + channels + " x " + height + " x " + width;
  }
}
