// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomKey;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
  private static final int PIXELS = 28 * 28;

  /** The pixels as bytes again. */
  private static byte[] bytes(ImageDataset set) {
    float[] values = set.images(0, set.size()).toFloatArray();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(values[i] * 255);
    }
    return bytes;
  }

  /**
   * The images of a seed are part of the library's interface: results are compared through them.
   */
  @ParameterizedTest
  @CsvSource({
    "train, 0, fe7779512210365cb7fc9e330acbb6043ca1adfc6c540b223ef4f4c82756894a",
    "test, 0, dd5dd653597f178043ebde2be41db41558ea3cffb8a01fcefd207ec1e56ed40e",
    "train, 42, 7b74122024f2e37e0598c3596eb50d3a3b7e4ebf64510b2dd1ada9ae71eaed8a",
    "test, -1, aad7dff35d0b0441c88b1f1cbbac0b155a2afb48917f7621a57dbef4f48e16da",
  })
  void theFirstImagesAreFrozen(String split, long seed, String hash) throws Exception {
    ImageDataset set = split.equals("train") ? Digits.train(500, seed) : Digits.test(500, seed);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(set));
    assertEquals(hash, HexFormat.of().formatHex(digest));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void theNumberOfThreadsDoesNotMatter(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads); // a parallel stream runs in the pool it is in
    try {
      byte[] pixels = pool.submit(() -> bytes(Digits.train(1000, 7))).get();
      assertArrayEquals(bytes(Digits.train(1000, 7)), pixels);
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 999})
  void aSmallSetBeginsALargeOne(int count) {
    byte[] large = bytes(Digits.test(1000, 3));
    assertArrayEquals(Arrays.copyOf(large, count * PIXELS), bytes(Digits.test(count, 3)));
  }

  @Test
  void noTwoImagesAreAlikeInSetsOrSeeds() {
    Set<String> seen = new HashSet<>();
    for (ImageDataset set :
        new ImageDataset[] {
          Digits.train(300, 1), Digits.test(300, 1), Digits.train(300, 2), Digits.test(300, 2)
        }) {
      byte[] pixels = bytes(set);
      for (int i = 0; i < 300; i++) {
        byte[] image = Arrays.copyOfRange(pixels, i * PIXELS, (i + 1) * PIXELS);
        assertTrue(seen.add(Arrays.toString(image)), "image " + i);
      }
    }
  }

  @Test
  void classesAreBalanced() {
    ImageDataset set = Digits.train(1000, 1);
    int[] counts = new int[Digits.CLASSES];
    for (int i = 0; i < set.size(); i++) {
      counts[set.label(i)]++;
    }
    int[] even = new int[Digits.CLASSES];
    Arrays.fill(even, 100);
    assertArrayEquals(even, counts);
    assertEquals("digits (1000 images of 1 x 28 x 28, 10 classes)", set.toString());
  }

  @Test
  void everyImageIsInkOnPaper() {
    byte[] pixels = bytes(Digits.train(2000, 1));
    for (int image = 0; image < 2000; image++) {
      int inked = 0;
      int darkest = 0;
      for (int i = 0; i < PIXELS; i++) {
        int value = pixels[image * PIXELS + i] & 0xFF;
        inked += value > 0 ? 1 : 0;
        darkest = Math.max(darkest, value);
      }
      assertTrue(inked >= 25 && inked <= 400, "image " + image + ": " + inked + " inked pixels");
      assertTrue(darkest >= 120, "image " + image + ": " + darkest);
    }
  }

  @Test
  void everyShapeIsPaintedInTheHandThatItsKeyNames() {
    DigitPainter painter = new DigitPainter();
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      byte[] first = new byte[PIXELS];
      byte[] second = new byte[2 * PIXELS];
      painter.paint(digit, new RandomKey(1, 2, digit), first, 0);
      new DigitPainter().paint(digit, new RandomKey(1, 2, digit), second, PIXELS);
      assertArrayEquals(first, Arrays.copyOfRange(second, PIXELS, 2 * PIXELS));
      assertArrayEquals(new byte[PIXELS], Arrays.copyOf(second, PIXELS));
      painter.paint(digit, new RandomKey(1, 2, digit + 100), second, 0);
      assertNotEquals(Arrays.toString(first), Arrays.toString(Arrays.copyOf(second, PIXELS)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2_739_138})
  void aCountOutOfRangeIsRefused(int count) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Digits.train(count, 1));
    assertEquals("digits: a set has 1 to 2739137 images, not " + count, refused.getMessage());
  }
}
