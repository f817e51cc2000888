// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<ImageRow> DROPOUT = Rows.tested("q=2", 0.50, 0.52);

  /** Differences of 1 and 3 points: t = 2 with one degree of freedom, so p = 1 - 2 atan(2) / pi. */
  @Test
  void isOfPairsOfSeedsInPointsAndCorrectedForAll() {
    List<ImageRow> better = Rows.tested("q=1", 0.51, 0.55);
    List<ImageRow> worse = Rows.tested("q=3", 0.40, 0.42);
    List<Comparison> comparisons =
        Comparison.all(List.of(better, DROPOUT, worse, Rows.tested("none", 0.5, 0.58)), DROPOUT);
    assertEquals(3, comparisons.size());
    Comparison first = comparisons.get(0);
    assertEquals("q=1", first.setting());
    assertEquals("q=2", first.baseline());
    assertEquals(2, first.seeds());
    assertEquals(2, first.points(), 1e-9);
    double p = 1 - 2 * Math.atan(2) / Math.PI;
    assertEquals(p, first.pValue(), 1e-9);
    assertEquals(2 * p, first.correctedPValue(), 1e-9, "two tests say something");
    double halfWidth = 12.706205; // the quantile of t with one degree of freedom, times 1
    assertEquals(2 - halfWidth, first.lower(), 1e-5);
    assertEquals(2 + halfWidth, first.upper(), 1e-5);
  }

  @Test
  void equalDifferencesAndSingleSeedsHaveNoPValue() {
    List<ImageRow> one = Rows.tested("q=1", 0.6);
    List<ImageRow> dropout = Rows.tested("q=2", 0.5);
    Comparison comparison = Comparison.all(List.of(one, dropout), dropout).get(0);
    assertEquals(10, comparison.points(), 1e-9);
    assertNull(comparison.lower());
    assertNull(comparison.pValue());
    assertNull(comparison.correctedPValue());
  }

  @Test
  void withoutDropoutThereIsNone() {
    assertTrue(Comparison.all(List.of(DROPOUT), null).isEmpty());
  }
}
