// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NormalizationTest {
  /** Noise, in each channel between other bounds. */
  private static ImageDataset noise(int count) {
    byte[] pixels = new byte[count * 3 * 16];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      int channel = i / 16 % 3;
      pixels[i] = (byte) (20 * channel + random.nextInt(30 + 60 * channel));
    }
    return new ImageDataset("noise", pixels, 3, 4, 4, new int[count], 1);
  }

  @Test
  void measuresWhatPixelsAre() {
    byte[] pixels = {0, (byte) 255, 51, 51, 51, 102, 102, 102}; // two images of 2 x 1 x 2
    ImageDataset set = new ImageDataset("two", pixels, 2, 1, 2, new int[2], 1);
    Normalization both = Normalization.measure(set);
    assertEquals(2, both.channels());
    assertEquals((0 + 1 + 0.2f + 0.4f) / 4, both.mean(0), 1e-7f);
    assertEquals((0.2f + 0.2f + 0.4f + 0.4f) / 4, both.mean(1), 1e-7f);
    assertEquals(0.37416574f, both.standardDeviation(0), 1e-7f);
    assertEquals(0.1f, both.standardDeviation(1), 1e-7f);
    Normalization first = Normalization.of(new float[] {0.5f}, new float[] {2});
    assertEquals("mean [0.5], standard deviation [2.0]", first.toString());
  }

  @Test
  void measuresASubsetAlone() {
    ImageDataset set = noise(40);
    byte[] part = new byte[10 * 48];
    System.arraycopy(set.pixels(), 20 * 48, part, 0, part.length);
    ImageDataset copy = new ImageDataset("copy", part, 3, 4, 4, new int[10], 1);
    assertEquals(
        Normalization.measure(copy).toString(),
        Normalization.measure(set.subset(20, 30)).toString());
  }

  @Test
  void normalizedChannelsHaveMean0AndStandardDeviation1() {
    ImageDataset set = noise(1000);
    double[] sum = new double[3];
    double[] squares = new double[3];
    try (BatchIterator iterator =
        set.batches(64).normalized(Normalization.measure(set)).planes().epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        float[] values = batch.input().toFloatArray();
        for (int i = 0; i < values.length; i++) {
          sum[i / 16 % 3] += values[i];
          squares[i / 16 % 3] += values[i] * values[i];
        }
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(0, sum[channel] / 16_000, 1e-6);
      assertEquals(1, squares[channel] / 16_000, 1e-6);
    }
  }

  @Test
  void aValueIsTheQuotientInFloat() {
    ImageDataset set = noise(3);
    float[] mean = {0.1f, 0.2f, 0.3f};
    float[] deviation = {0.7f, 0.5f, 0.9f};
    Normalization normalization = Normalization.of(mean, deviation);
    mean[0] = Float.NaN; // copied
    float[] plain = set.images(0, 3).toFloatArray();
    float[] expected = new float[plain.length];
    for (int i = 0; i < plain.length; i++) {
      int channel = i / 16 % 3;
      expected[i] =
          (plain[i] - normalization.mean(channel)) / normalization.standardDeviation(channel);
    }
    try (BatchIterator iterator =
        set.batches(3).reconstruction().normalized(normalization).epoch(0)) {
      Batch batch = iterator.next();
      assertArrayEquals(expected, batch.input().toFloatArray());
      assertArrayEquals(expected, batch.target().toFloatArray());
    }
    assertEquals(0.1f, normalization.mean(0));
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    float[] one = {1};
    refused(
        "normalization: needs a mean and a standard deviation for each channel, not 1 and 2",
        () -> Normalization.of(one, new float[2]));
    refused(
        "normalization: needs a mean and a standard deviation for each channel, not 0 and 0",
        () -> Normalization.of(new float[0], new float[0]));
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(
          "normalization: the mean of channel 0 is " + bad,
          () -> Normalization.of(new float[] {bad}, one));
    }
    for (float bad : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(
          "normalization: the standard deviation of channel 0 is " + bad + ", not positive",
          () -> Normalization.of(one, new float[] {bad}));
    }
    ImageDataset grey = new ImageDataset("grey", new byte[4], 1, 2, 2, new int[1], 1);
    refused(
        "normalization: the standard deviation of channel 0 is 0.0, not positive",
        () -> Normalization.measure(grey));
    refused(
        "normalized: 1 channels for the images of noise (1 images of 3 x 4 x 4, 1 classes)",
        () -> noise(1).batches(1).normalized(Normalization.of(one, one)));
  }

  @Test
  void measuresTheRealCifar10WhereItIs() {
    String data = System.getenv("SPARSEOUT_DATA");
    assumeTrue(
        data != null && Files.isDirectory(Path.of(data, CifarFiles.FOLDER_10)), "no CIFAR-10 here");
    Normalization found = Normalization.measure(Cifar10.train(DataFolders.of(Path.of(data))));
    // The publisher's, within what a copy by way of another image format may change.
    float[] mean = {0.4914f, 0.4822f, 0.4465f};
    float[] deviation = {0.2470f, 0.2435f, 0.2616f};
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(mean[channel], found.mean(channel), 3e-3f);
      assertEquals(deviation[channel], found.standardDeviation(channel), 3e-3f);
    }
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
