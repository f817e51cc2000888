// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.DType;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ImageDatasetTest {
  /** Five images of 2 channels, 1 row and 3 columns; image i has the values 50 i to 50 i + 5. */
  private static ImageDataset five() {
    byte[] pixels = new byte[30];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (50 * (i / 6) + i % 6);
    }
    return new ImageDataset("five", pixels, 2, 1, 3, new int[] {4, 3, 2, 1, 0}, 5);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void tellsItsSizes() {
    ImageDataset set = five();
    assertEquals("five", set.name());
    assertEquals(5, set.size());
    assertEquals(2, set.channels());
    assertEquals(1, set.height());
    assertEquals(3, set.width());
    assertEquals(6, set.features());
    assertEquals(5, set.classes());
    assertEquals("five (5 images of 2 x 1 x 3, 5 classes)", set.toString());
  }

  @Test
  void everyByteIsItsQuotientBy255() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    Tensor values = new ImageDataset("all", pixels, 1, 16, 16, new int[1], 1).images(0, 1);
    for (int i = 0; i < 256; i++) {
      assertEquals(i / 255f, values.toFloatArray()[i]);
    }
  }

  @Test
  void givesImagesAndLabelsAsTensors() {
    Tensor images = five().images(3, 2);
    assertEquals("[2, 6]", images.shape().toString());
    assertEquals(DType.FLOAT32, images.dtype());
    assertEquals(150 / 255f, images.toFloatArray()[0]);
    assertEquals(205 / 255f, images.toFloatArray()[11]);
    Tensor labels = five().labels(3, 2);
    assertEquals("[2]", labels.shape().toString());
    assertEquals(DType.INT32, labels.dtype());
    assertArrayEquals(new int[] {1, 0}, labels.toIntArray());
    assertThrows(IndexOutOfBoundsException.class, () -> five().images(4, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> five().labels(-1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> five().label(5));
  }

  @Test
  void theFingerprintIsOfWhatTheImagesShow() {
    String all = five().fingerprint();
    assertEquals(all, five().withClassNames(List.of("a", "b", "c", "d", "e")).fingerprint());
    assertEquals(five().subset(1, 4).fingerprint(), five().limit(4).subset(1, 4).fingerprint());
    assertNotEquals(all, five().limit(4).fingerprint());
    byte[] pixels = {1, 2, 3, 4};
    String square = new ImageDataset("square", pixels, 1, 2, 2, new int[1], 2).fingerprint();
    for (ImageDataset other :
        List.of(
            new ImageDataset("flat", pixels, 1, 1, 4, new int[1], 2),
            new ImageDataset("other class", pixels, 1, 2, 2, new int[] {1}, 2),
            new ImageDataset("other pixel", new byte[] {1, 2, 3, 5}, 1, 2, 2, new int[1], 2))) {
      assertNotEquals(square, other.fingerprint(), other.name());
    }
  }

  @Test
  void subsetsAreRangesOfRanges() {
    ImageDataset middle = five().subset(1, 4);
    assertEquals(3, middle.size());
    assertArrayEquals(new int[] {3, 2, 1}, middle.labels(0, 3).toIntArray());
    ImageDataset one = middle.subset(2, 3);
    assertEquals(1, one.label(0));
    assertEquals(150 / 255f, one.images(0, 1).toFloatArray()[0]);
    assertThrows(IndexOutOfBoundsException.class, () -> one.label(1));
    assertEquals(2, middle.limit(2).size());
    assertEquals(3, middle.limit(Integer.MAX_VALUE).size());
    String whole = " in five (5 images of 2 x 1 x 3, 5 classes)";
    refused("subset: no images 0 up to 6" + whole, () -> five().subset(0, 6));
    refused("subset: no images -1 up to 2" + whole, () -> five().subset(-1, 2));
    refused("subset: no images 2 up to 2" + whole, () -> five().subset(2, 2));
    refused("limit: keeps 1 image or more, not 0", () -> five().limit(0));
  }

  @Test
  void classesHaveTheirNumbersForNamesOrNames() {
    assertEquals("4", five().className(4));
    ImageDataset named = five().withClassNames(List.of("a", "b", "c", "d", "e"));
    assertEquals("e", named.className(4));
    assertEquals("e", named.subset(2, 3).className(4));
    assertEquals(five().toString(), named.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> five().className(5));
    assertThrows(IndexOutOfBoundsException.class, () -> named.className(-1));
    refused(
        "withClassNames: 2 names for the classes of five (5 images of 2 x 1 x 3, 5 classes)",
        () -> five().withClassNames(List.of("a", "b")));
  }

  @Test
  void sharesItsArrays() {
    int[] labels = {0};
    ImageDataset set = new ImageDataset("one", new byte[1], 1, 1, 1, labels, 2);
    assertSame(set.name(), set.limit(1).name());
    labels[0] = 1;
    assertEquals(1, set.label(0));
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    refused(
        "x: needs images and none of their sizes 0, not 0 images of 1 x 1 x 1",
        () -> new ImageDataset("x", new byte[0], 1, 1, 1, new int[0], 2));
    refused(
        "x: needs images and none of their sizes 0, not 1 images of 0 x 1 x 1",
        () -> new ImageDataset("x", new byte[0], 0, 1, 1, new int[1], 2));
    refused(
        "x: needs images and none of their sizes 0, not 1 images of 1 x -1 x -1",
        () -> new ImageDataset("x", new byte[1], 1, -1, -1, new int[1], 2));
    refused(
        "x: 2 images of 1 x 2 x 2 are 8 bytes, the array has 7",
        () -> new ImageDataset("x", new byte[7], 1, 2, 2, new int[2], 2));
    refused(
        "x: 4 images of 32768 x 32768 x 1 are 4294967296 bytes, the array has 0",
        () -> new ImageDataset("x", new byte[0], 1 << 15, 1 << 15, 1, new int[4], 2));
    refused(
        "x: image 1 has label 2, not 0 to 1",
        () -> new ImageDataset("x", new byte[2], 1, 1, 1, new int[] {1, 2}, 2));
    refused(
        "x: image 0 has label -1, not 0 to 1",
        () -> new ImageDataset("x", new byte[1], 1, 1, 1, new int[] {-1}, 2));
  }

  @Test
  void aBatchSizeBelowOneIsRefused() {
    refused("batches: a batch has 1 image or more, not 0", () -> five().batches(0));
    refused(
        "batches: a batch has 1 image or more, not -1",
        () -> five().shuffledBatches(-1, RandomStream.of(1)));
  }
}
