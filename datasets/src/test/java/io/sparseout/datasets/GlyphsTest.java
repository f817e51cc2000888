// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GlyphsTest {
  @Test
  void everyStrokeHasPointsInsideTheSquare() {
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      assertTrue(Glyphs.shapes(digit).length >= 3, "shapes of " + digit);
      for (int[][] shape : Glyphs.shapes(digit)) {
        for (int[] stroke : shape) {
          assertEquals(0, stroke.length % 2, "a coordinate of " + digit + " is missing");
          assertTrue(stroke.length >= 6, "a stroke of " + digit + " is short");
          for (int coordinate : stroke) {
            assertTrue(coordinate >= 0 && coordinate <= 100, digit + ": " + coordinate);
          }
        }
      }
    }
  }
}
