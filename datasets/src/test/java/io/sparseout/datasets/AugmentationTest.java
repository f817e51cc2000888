// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AugmentationTest {
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 4;
  private static final int PIXELS = CHANNELS * HEIGHT * WIDTH;

  /** Images whose bytes are 1 to 24, so that each pixel tells where it was; labels number them. */
  private static ImageDataset numbered(int count) {
    byte[] pixels = new byte[count * PIXELS];
    int[] labels = new int[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (1 + i % PIXELS);
      labels[i / PIXELS] = i / PIXELS;
    }
    return new ImageDataset("numbered", pixels, CHANNELS, HEIGHT, WIDTH, labels, count);
  }

  /** The image that such a one becomes, computed pixel by pixel from the definition. */
  private static List<Integer> expected(int down, int right, boolean flip) {
    List<Integer> image = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int row = y + down;
          int column = (flip ? WIDTH - 1 - x : x) + right;
          boolean inside = row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH;
          image.add(inside ? 1 + (channel * HEIGHT + row) * WIDTH + column : 0);
        }
      }
    }
    return image;
  }

  /** What all images of an epoch become, by number, as bytes. */
  private static Map<Integer, List<Integer>> epoch(Batches batches, int epoch) {
    Map<Integer, List<Integer>> images = new HashMap<>();
    try (BatchIterator iterator = batches.epoch(epoch)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        collect(batch, images);
      }
    }
    return images;
  }

  private static void collect(Batch batch, Map<Integer, List<Integer>> images) {
    float[] values = batch.input().toFloatArray();
    int[] labels = batch.target().toIntArray();
    for (int i = 0; i < labels.length; i++) {
      List<Integer> image = new ArrayList<>();
      for (int pixel = i * PIXELS; pixel < (i + 1) * PIXELS; pixel++) {
        image.add(Math.round(values[pixel] * 255));
      }
      images.put(labels[i], image);
    }
  }

  /** Checks that images are what the shifts and flips make of them, each of these alike often. */
  private static void assertAlikeOften(Augmentation augmentation, boolean[] flips) {
    int count = 6000;
    Map<Integer, List<Integer>> images =
        epoch(numbered(count).batches(100).augmented(augmentation, RandomStream.of(1)), 0);
    Map<List<Integer>, Integer> often = new HashMap<>();
    images.values().forEach(image -> often.merge(image, 1, Integer::sum));
    int padding = augmentation.padding();
    int kinds = flips.length * (2 * padding + 1) * (2 * padding + 1);
    double mean = (double) count / kinds;
    for (boolean flip : flips) {
      for (int down = -padding; down <= padding; down++) {
        for (int right = -padding; right <= padding; right++) {
          int found = often.getOrDefault(expected(down, right, flip), 0);
          String what = found + " times " + down + ", " + right + ", " + flip + " of " + mean;
          assertTrue(Math.abs(found - mean) < 4.5 * Math.sqrt(mean), what);
        }
      }
    }
    assertEquals(kinds, often.size());
  }

  @Test
  void everyPlaceAndBothSidesComeAlikeOften() {
    boolean[] both = {false, true};
    boolean[] one = {false};
    assertAlikeOften(Augmentation.padCropFlip(2), both);
    assertAlikeOften(Augmentation.padCropFlip(1), both);
    assertAlikeOften(Augmentation.padCrop(2), one);
    assertAlikeOften(Augmentation.padCrop(0), one);
    assertAlikeOften(Augmentation.horizontalFlip(), both);
  }

  @Test
  void whatHappensDependsOnStreamEpochAndImageAlone() {
    ImageDataset set = numbered(500);
    Augmentation augmentation = Augmentation.padCropFlip(2);
    RandomStream random = RandomStream.of(3).stream("shuffle");
    ImageBatches batches = set.shuffledBatches(32, random).augmented(augmentation);
    Map<Integer, List<Integer>> first = epoch(batches, 0);
    assertEquals(first, epoch(batches, 0));
    RandomStream again = RandomStream.of(3).stream("shuffle");
    again.next(); // steps taken elsewhere do not matter
    assertEquals(first, epoch(set.shuffledBatches(7, again).augmented(augmentation).planes(), 0));
    RandomStream its = random.stream("augmentation");
    assertEquals(first, epoch(set.batches(100).augmented(augmentation, its), 0));
    Map<Integer, List<Integer>> beginning =
        epoch(set.limit(50).batches(50).augmented(augmentation, its), 0);
    beginning.forEach((image, pixels) -> assertEquals(first.get(image), pixels));
    assertNotEquals(first, epoch(batches, 1));
    ImageBatches otherSeed = set.shuffledBatches(32, RandomStream.of(4)).augmented(augmentation);
    assertNotEquals(first, epoch(otherSeed, 0));
    assertEquals(0, random.position());
  }

  @Test
  void aThreadThatPrefetchesChangesNothing() {
    ImageDataset set = numbered(300);
    RandomStream random = RandomStream.of(5);
    Augmentation augmentation = Augmentation.padCropFlip(1);
    ImageBatches batches = set.shuffledBatches(16, random).augmented(augmentation);
    Preparation preparation =
        Preparation.NONE.augmentedBy(augmentation, random.stream("augmentation"));
    ImageEpoch here = new ImageEpoch(set, preparation, 16, random, 2);
    try (BatchIterator iterator = batches.epoch(2)) {
      for (int number = 0; number < here.count(); number++) {
        Batch expected = here.batch(number);
        Batch prefetched = iterator.next();
        assertArrayEquals(expected.input().toFloatArray(), prefetched.input().toFloatArray());
        assertArrayEquals(expected.target().toIntArray(), prefetched.target().toIntArray());
      }
    }
  }

  @Test
  void batchesAreNotAugmentedUnlessAsked() {
    ImageDataset set = numbered(40);
    List<Integer> asItIs = expected(0, 0, false);
    for (Batches batches : List.of(set.batches(7), set.shuffledBatches(7, RandomStream.of(1)))) {
      epoch(batches, 0).values().forEach(image -> assertEquals(asItIs, image));
    }
    set.shuffledBatches(7, RandomStream.of(1)).augmented(Augmentation.padCropFlip(1));
    epoch(set.batches(7), 0).values().forEach(image -> assertEquals(asItIs, image));
  }

  @Test
  void theOrderIsTheSameWithAndWithoutIt() {
    ImageDataset set = numbered(100);
    ImageBatches plain = set.shuffledBatches(100, RandomStream.of(6));
    try (BatchIterator without = plain.epoch(1);
        BatchIterator with = plain.augmented(Augmentation.padCropFlip(2)).epoch(1)) {
      assertArrayEquals(without.next().target().toIntArray(), with.next().target().toIntArray());
    }
  }

  @Test
  void paddingIsBlackAlsoWhereImagesAreNormalized() {
    Normalization normalization =
        Normalization.of(new float[] {0.5f, 0.25f}, new float[] {0.5f, 0.125f});
    ImageBatches batches =
        numbered(100)
            .batches(100)
            .normalized(normalization)
            .augmented(Augmentation.padCrop(2), RandomStream.of(1));
    TreeSet<Float> least = new TreeSet<>();
    try (BatchIterator iterator = batches.epoch(0)) {
      float[] values = iterator.next().input().toFloatArray();
      for (int channel = 0; channel < 200; channel++) {
        float[] plane = Arrays.copyOfRange(values, channel * 12, (channel + 1) * 12);
        Arrays.sort(plane);
        least.add(plane[0]);
      }
    }
    assertEquals(-2f, least.first()); // (0 - 0.25) / 0.125
    assertTrue(least.contains(-1f)); // (0 - 0.5) / 0.5
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    ImageDataset set = numbered(1);
    refused("augmentation: padding is 0 or more, not -1", () -> Augmentation.padCrop(-1));
    refused(
        "augmented: a padding of 3 moves images out of sight in"
            + " numbered (1 images of 2 x 3 x 4, 1 classes)",
        () -> set.shuffledBatches(1, RandomStream.of(1)).augmented(Augmentation.padCrop(3)));
    refused(
        "augmented: batches in order have no randomness; give a stream of it",
        () -> set.batches(1).augmented(Augmentation.horizontalFlip()));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
