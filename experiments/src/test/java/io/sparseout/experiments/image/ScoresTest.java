// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.image.Scores.Mistake;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final byte ON = (byte) 255;

  /** Images of two pixels, 0 or 1, which are the logits of two classes. */
  @Test
  void countsOverBatchesAndKeepsTheMistakes() {
    byte[] pixels = {ON, 0, 0, ON, ON, 0};
    ImageDataset images = new ImageDataset("three", pixels, 1, 1, 2, new int[] {0, 0, 1}, 2);
    Scores scores = Scores.of((x, pass) -> x, images.batches(2));
    double sure = Math.E / (1 + Math.E);
    assertEquals(1 / 3.0, scores.accuracy());
    assertEquals(-(Math.log(sure) + 2 * Math.log(1 - sure)) / 3, scores.loss(), 1e-6);
    assertEquals(2, scores.mistakes().size());
    assertMistake(1, 0, 1, scores.mistakes().get(0), sure);
    assertMistake(2, 1, 0, scores.mistakes().get(1), sure);
  }

  private static void assertMistake(
      int image, int label, int predicted, Mistake mistake, double probability) {
    assertEquals(image, mistake.image());
    assertEquals(label, mistake.label());
    assertEquals(predicted, mistake.predicted());
    assertEquals(probability, mistake.probability(), 1e-6);
  }
}
