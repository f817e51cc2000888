// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.datasets.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  /** Ten images of one pixel, which says the image's number. */
  private static ImageDataset ten() {
    byte[] pixels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    return new ImageDataset("ten", pixels, 1, 1, 1, new int[10], 1);
  }

  @Test
  void thePartsAreApartAndTogetherAll() {
    Split split = Split.of(ten(), 0.3);
    assertEquals(7, split.train().size());
    assertEquals(3, split.validation().size());
    for (int i = 0; i < 10; i++) {
      ImageDataset part = i < 7 ? split.train() : split.validation();
      float pixel = part.images(i < 7 ? i : i - 7, 1).toFloatArray()[0];
      assertEquals(i / 255f, pixel);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.99})
  void aPartWithoutImagesIsRefused(double share) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Split.of(ten(), share)).getMessage();
    int rest = share < 0.5 ? 10 : 0;
    assertEquals(
        "--validation: "
            + share
            + " of 10 training images leaves "
            + rest
            + " to train on and "
            + (10 - rest)
            + " to choose on; each needs one or more",
        message);
  }
}
