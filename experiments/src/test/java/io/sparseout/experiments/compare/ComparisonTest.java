// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.compare.Rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<Row> DROPOUT = Rows.tested("q=2", 50, 52);

  /** Differences of 1 and 3 points: t = 2 with one degree of freedom, so p = 1 - 2 atan(2) / pi. */
  @Test
  void isOfPairsOfSeedsInPointsAndCorrectedForAll() {
    List<Row> better = Rows.tested("q=1", 51, 55);
    List<Row> worse = Rows.tested("q=3", 40, 42);
    List<Comparison> comparisons =
        Comparison.all(List.of(better, DROPOUT, worse, Rows.tested("none", 50, 58)), DROPOUT);
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
    List<Row> one = Rows.tested("q=1", 60);
    List<Row> dropout = Rows.tested("q=2", 50);
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
