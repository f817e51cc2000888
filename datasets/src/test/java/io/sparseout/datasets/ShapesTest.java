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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private static final int PIXELS = 3 * 32 * 32;

  /**
   * The images of a seed are part of the library's interface: results are compared through them.
   */
  @ParameterizedTest
  @CsvSource({
    "train, 0, 5b830d528fc89578f802c169446db34fad2d121854dcc73fa977f3884f635bb4",
    "test, 0, 7bbb1b4b6e9f229cd6fd2198aaf4f08ebe3fab8da8b3cc767abd9a93b77d5c9a",
    "train, 42, 2bd2bc245eacad489427eb05b9528de56eb7647e8eedc509dda673a8afb01ed7",
    "test, -1, 711f6c80277cd0e11b1d6d7f982d52b2841c0fdf6de6e153920b69da8790e0c9",
  })
  void theFirstImagesAreFrozen(String split, long seed, String hash) throws Exception {
    ImageDataset set = split.equals("train") ? Shapes.train(400, seed) : Shapes.test(400, seed);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(set.pixels());
    assertEquals(hash, HexFormat.of().formatHex(digest));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 99})
  void aSmallSetBeginsALargeOne(int count) {
    byte[] large = Shapes.test(100, 3).pixels();
    assertArrayEquals(Arrays.copyOf(large, count * PIXELS), Shapes.test(count, 3).pixels());
  }

  @Test
  void noTwoImagesAreAlikeInSetsOrSeeds() {
    Set<String> seen = new HashSet<>();
    for (ImageDataset set :
        List.of(
            Shapes.train(100, 1), Shapes.test(100, 1), Shapes.train(100, 2), Shapes.test(100, 2))) {
      for (int i = 0; i < 100; i++) {
        byte[] image = Arrays.copyOfRange(set.pixels(), i * PIXELS, (i + 1) * PIXELS);
        assertTrue(seen.add(Arrays.toString(image)), "image " + i);
      }
    }
  }

  @Test
  void classesAreBalancedAndNamed() {
    ImageDataset set = Shapes.train(80, 1);
    assertEquals("shapes (80 images of 3 x 32 x 32, 8 classes)", set.toString());
    for (int i = 0; i < 80; i++) {
      assertEquals(i % 8, set.label(i));
    }
    assertEquals(
        List.of("disc", "ring", "square", "triangle", "cross", "stripes", "checkerboard", "star"),
        IntStream.range(0, 8).mapToObj(set::className).collect(Collectors.toList()));
  }

  @Test
  void anImageIsAFunctionOfItsKey() {
    ShapePainter painter = new ShapePainter();
    for (Outline outline : Outline.values()) {
      byte[] first = new byte[PIXELS];
      byte[] second = new byte[2 * PIXELS];
      painter.paint(outline, new RandomKey(1, 2, 3), first, 0);
      new ShapePainter().paint(outline, new RandomKey(1, 2, 3), second, PIXELS);
      assertArrayEquals(first, Arrays.copyOfRange(second, PIXELS, 2 * PIXELS));
      assertArrayEquals(new byte[PIXELS], Arrays.copyOf(second, PIXELS));
      painter.paint(outline, new RandomKey(1, 2, 4), second, 0);
      assertNotEquals(Arrays.toString(first), Arrays.toString(Arrays.copyOf(second, PIXELS)));
    }
  }

  /** Neither shape nor background is ever so small, or like the other, that nothing is to see. */
  @Test
  void everyImageHasContrast() {
    ImageDataset set = Shapes.train(400, 1);
    for (int image = 0; image < 400; image++) {
      float[] values = set.images(image, 1).toFloatArray();
      double mostDeviation = 0;
      for (int channel = 0; channel < 3; channel++) {
        double sum = 0;
        double squares = 0;
        for (int i = channel * 1024; i < (channel + 1) * 1024; i++) {
          sum += values[i];
          squares += values[i] * values[i];
        }
        double mean = sum / 1024;
        mostDeviation = Math.max(mostDeviation, Math.sqrt(squares / 1024 - mean * mean));
      }
      assertTrue(mostDeviation > 0.08, "image " + image + ": " + mostDeviation);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutlineIsMoreThanADotAndLessThanTheImage(Outline outline) {
    int inside = 0;
    for (int y = -50; y < 50; y++) {
      for (int x = -50; x < 50; x++) {
        inside += outline.distance((x + 0.5f) / 40, (y + 0.5f) / 40) < 0 ? 1 : 0;
      }
    }
    double area = inside / 1600.0; // in units
    assertTrue(area > 0.7 && area < 2.7, outline + " has area " + area);
    assertTrue(outline.distance(1.3f, 1.3f) > 0, "a corner");
  }

  /** The areas that geometry gives, so that an outline is what it is called. */
  @ParameterizedTest
  @CsvSource({
    "DISC, 2.545", // pi 0.9^2
    "RING, 1.885", // pi (0.95^2 - 0.55^2)
    "SQUARE, 2.56", // 1.6^2
    "TRIANGLE, 1.299", // 3 sqrt(3) / 4
    "CROSS, 1.92", // 2 * 1.9 * 0.6 - 0.6^2
    "STRIPES, 1.734", // three fifths of 1.7^2
    "CHECKERBOARD, 1.387", // 12 of its 25 fields
  })
  void areasAreThoseOfGeometry(Outline outline, double area) {
    int inside = 0;
    int steps = 400;
    for (int y = -steps; y < steps; y++) {
      for (int x = -steps; x < steps; x++) {
        boolean in = outline.distance((x + 0.5f) / steps * 1.25f, (y + 0.5f) / steps * 1.25f) < 0;
        inside += in ? 1 : 0;
      }
    }
    assertEquals(area, inside * 6.25 / (4.0 * steps * steps), 0.02);
  }

  @Test
  void aStarHasFiveAxes() {
    for (int i = 0; i < 5; i++) {
      double turn = 2 * Math.PI * i / 5;
      assertTrue(at(turn, 1) < 0 && at(turn, 1.3) > 0, "point " + i);
      assertTrue(at(turn + Math.PI / 5, 0.4) < 0 && at(turn + Math.PI / 5, 0.5) > 0, "dent " + i);
    }
  }

  /** How far outside of the star a point is, by its angle from the point that is down. */
  private static float at(double angle, double radius) {
    return Outline.STAR.distance(
        (float) (radius * Math.sin(angle)), (float) (radius * Math.cos(angle)));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 699_051})
  void aCountOutOfRangeIsRefused(int count) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Shapes.train(count, 1));
    assertEquals("shapes: a set has 1 to 699050 images, not " + count, refused.getMessage());
  }
}
