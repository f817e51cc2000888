// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.Arrays;

/**
 * Brings each channel to mean 0 and standard deviation 1: (value - mean) / standard deviation, for
 * values from 0 to 1. Test images are normalized by the numbers of the training images.
 */
public final class Normalization {
  private static final int BYTES = 256;

  private final float[] mean;
  private final float[] standardDeviation;

  private Normalization(float[] mean, float[] standardDeviation) {
    this.mean = mean.clone();
    this.standardDeviation = standardDeviation.clone();
  }

  /**
   * By given numbers, one of each for a channel.
   *
   * @param mean finite. Not modified.
   * @param standardDeviation finite and positive. Not modified.
   * @throws IllegalArgumentException if there is a number that they may not be, or more of one than
   *     of the other
   */
  public static Normalization of(float[] mean, float[] standardDeviation) {
    if (mean.length != standardDeviation.length || mean.length == 0) {
      throw new IllegalArgumentException(
          "normalization: needs a mean and a standard deviation for each channel, not "
              + mean.length
              + " and "
              + standardDeviation.length);
    }
    for (int channel = 0; channel < mean.length; channel++) {
      if (!Float.isFinite(mean[channel])) {
        throw new IllegalArgumentException(
            "normalization: the mean of channel " + channel + " is " + mean[channel]);
      }
      if (!(standardDeviation[channel] > 0 && Float.isFinite(standardDeviation[channel]))) {
        throw new IllegalArgumentException(
            "normalization: the standard deviation of channel "
                + channel
                + " is "
                + standardDeviation[channel]
                + ", not positive");
      }
    }
    return new Normalization(mean, standardDeviation);
  }

  /**
   * By the means and standard deviations of all pixels of some images, as they are without
   * augmentation.
   *
   * @throws IllegalArgumentException if a channel has the same value everywhere
   */
  public static Normalization measure(ImageDataset images) {
    float[] mean = new float[images.channels()];
    float[] standardDeviation = new float[images.channels()];
    for (int channel = 0; channel < images.channels(); channel++) {
      long[] counts = counts(images, channel);
      long sum = 0;
      for (int value = 0; value < BYTES; value++) {
        sum += value * counts[value];
      }
      double pixels = (double) images.size() * images.height() * images.width();
      double average = sum / pixels;
      double squares = 0;
      for (int value = 0; value < BYTES; value++) {
        squares += counts[value] * (value - average) * (value - average);
      }
      mean[channel] = (float) (average / (BYTES - 1));
      standardDeviation[channel] = (float) (Math.sqrt(squares / pixels) / (BYTES - 1));
    }
    return of(mean, standardDeviation);
  }

  /** How often each value occurs in a channel. */
  private static long[] counts(ImageDataset images, int channel) {
    long[] counts = new long[BYTES];
    byte[] pixels = images.pixels();
    int plane = images.height() * images.width();
    for (int image = 0; image < images.size(); image++) {
      int from = images.start(image) + channel * plane;
      for (int i = from; i < from + plane; i++) {
        counts[pixels[i] & 0xFF]++;
      }
    }
    return counts;
  }

  /** How many channels there are. */
  public int channels() {
    return mean.length;
  }

  /** The mean of a channel, for values from 0 to 1. */
  public float mean(int channel) {
    return mean[channel];
  }

  /** The standard deviation of a channel, for values from 0 to 1. */
  public float standardDeviation(int channel) {
    return standardDeviation[channel];
  }

  /** Means and standard deviations. */
  @Override
  public String toString() {
    return "mean "
        + Arrays.toString(mean)
        + ", standard deviation "
        + Arrays.toString(standardDeviation);
  }

  /** What becomes of each byte of a channel. */
  float[] values(int channel) {
    float[] values = new float[BYTES];
    for (int i = 0; i < BYTES; i++) {
      values[i] = (ImageDataset.value(i) - mean[channel]) / standardDeviation[channel];
    }
    return values;
  }
}
