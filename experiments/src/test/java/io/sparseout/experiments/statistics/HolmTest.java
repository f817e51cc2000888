// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HolmTest {
  /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
  @Test
  void isAsInR() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(0.01, 0.04, 0.03, 0.005), 1e-15);
  }

  @Test
  void neverFallsFromASmallerToALargerOneAndEndsAtOne() {
    assertArrayEquals(new double[] {0.75, 1, 1}, Holm.adjust(0.25, 0.5, 0.9), 1e-15);
    assertArrayEquals(new double[] {0.2, 0.2}, Holm.adjust(0.15, 0.1), 1e-15);
  }

  @Test
  void leavesOneAsItIsAndTakesNone() {
    assertArrayEquals(new double[] {0.04}, Holm.adjust(0.04));
    assertEquals(0, Holm.adjust().length);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertEquals(
        "holm: a p-value is from 0 to 1, not NaN",
        assertThrows(IllegalArgumentException.class, () -> Holm.adjust(0.1, Double.NaN))
            .getMessage());
  }
}
