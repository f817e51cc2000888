// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final List<Float> NORMS = List.of(1f, 1.5f, 2f, 2.5f, 3f);
  private static final SparsityConfig FIVE = Rows.config(NORMS, 5);

  /** Hoyer falls by 0.1 a step, in the mean of seeds that differ by 0.001 each. */
  private static double falling(float q, long seed) {
    return 0.8 - 0.2 * (q - 1) + 0.001 * seed * (q - 1.9);
  }

  /** The same at q = 2, and flat below. */
  private static double flat(float q, long seed) {
    return q < 2 ? falling(2, seed) - 0.001 * seed : falling(q, seed);
  }

  @Test
  void sparsityThatFallsInAllSeeds() {
    List<SparsityRow> rows = Rows.of("relu", "published", FIVE, TrendTest::falling);
    Trend trend = Trend.all(FIVE, rows).get(0);
    assertEquals(5, trend.seeds());
    assertEquals(5, trend.falling());
    double bound = Math.sqrt(600 / 624.0);
    assertEquals(bound, trend.spearmanBound(), 1e-12);
    assertEquals(-bound, trend.spearman(), 1e-12);
    assertEquals(-bound, trend.zerosSpearman(), 1e-12);
    assertTrue(trend.spearmanLower() < -bound && -bound < trend.spearmanUpper());
    assertEquals(Math.pow(120, -5), trend.pValue(), 1e-20);
    assertEquals(0.8 - 0.0027, trend.from(), 1e-12);
    assertEquals(0.4 + 0.0033, trend.to(), 1e-12);
    assertEquals(trend.from() - trend.to(), trend.difference(), 1e-12);
    double halfWidth = 2.7764451 * 0.002 * Math.sqrt(2.5 / 5); // t of 4 degrees of freedom
    assertEquals(trend.difference() - halfWidth, trend.lower(), 1e-8);
    assertEquals(trend.difference() + halfWidth, trend.upper(), 1e-8);
    assertNull(trend.overExact());
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<SparsityRow> rows = Rows.of("relu", "published", FIVE, TrendTest::falling);
    List<SparsityRow> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    assertEquals(Trend.all(FIVE, rows), Trend.all(FIVE, reversed));
  }

  @Test
  void sparsityThatRisesOrStaysDoesNotFall() {
    Trend rises =
        Trend.all(FIVE, Rows.of("relu", "published", FIVE, (q, seed) -> falling(3 - q, seed)))
            .get(0);
    assertEquals(0, rises.falling());
    assertTrue(rises.spearman() > 0.97 && rises.difference() < 0);
    assertEquals(1, rises.pValue(), 1e-12);
    Trend stays = Trend.all(FIVE, Rows.of("relu", "published", FIVE, (q, seed) -> 0.5)).get(0);
    assertEquals(0, stays.falling());
    assertNull(stays.spearman());
    assertNull(stays.zerosSpearman());
    assertEquals(1, stays.pValue(), 1e-12);
    Trend once =
        Trend.all(
                FIVE,
                Rows.of(
                    "relu",
                    "published",
                    FIVE,
                    (q, seed) -> seed == 2 && q == 3 ? falling(2.5f, seed) : falling(q, seed)))
            .get(0);
    assertEquals(4, once.falling(), "equal is not falling");
  }

  /** A sigmoid is never 0: units near zero count. */
  @Test
  void zerosOfASigmoidCodeAreThoseNearZero() {
    Trend trend = Trend.all(FIVE, Rows.of("sigmoid", "published", FIVE, TrendTest::falling)).get(0);
    assertEquals("sigmoid", trend.code());
    assertTrue(trend.zerosSpearman() < -0.97);
  }

  @Test
  void ofOneSeedThereAreNoIntervals() {
    SparsityConfig one = Rows.config(List.of(1f, 3f), 1);
    Trend trend = Trend.all(one, Rows.of("relu", "exact", one, TrendTest::falling)).get(0);
    assertEquals(1, trend.falling());
    assertNull(trend.lower());
    assertNull(trend.spearmanLower(), "of two rows");
    assertEquals(0.5, trend.pValue(), 1e-12);
  }

  @Test
  void thereAreTrendsOfSeveralNormsAlone() {
    SparsityConfig one = Rows.config(List.of(2f), 5);
    assertEquals(List.of(), Trend.all(one, Rows.of("relu", "published", one, TrendTest::falling)));
    SparsityConfig others = Rows.config(null, 5);
    assertEquals(
        List.of(), Trend.all(others, Rows.of("relu", "published", FIVE, TrendTest::falling)));
  }

  /** Published: 0.2 - 0.001 seed from q = 1 to 2; exact: -0.001 seed. */
  @Test
  void theGradientDecides() {
    List<Trend> trends = Trend.all(FIVE, both(TrendTest::falling, TrendTest::flat));
    assertNull(trends.get(1).overExact(), "it stands with the published gradient");
    Contrast contrast = trends.get(0).overExact();
    assertEquals(1, contrast.q());
    assertEquals(0.2 - 0.003, contrast.published(), 1e-8);
    assertEquals(-0.003, contrast.exact(), 1e-8);
    assertEquals(0.2, contrast.difference(), 1e-8);
    assertTrue(contrast.lower() <= 0.2 + 1e-8 && contrast.upper() >= 0.2 - 1e-8);
    assertTrue(contrast.verdict().startsWith("Yes: "), contrast.verdict());
    Contrast turned = Trend.all(FIVE, both(TrendTest::flat, TrendTest::falling)).get(0).overExact();
    assertEquals(-0.2, turned.difference(), 1e-8);
    assertTrue(turned.verdict().startsWith("Yes, but "), turned.verdict());
  }

  @Test
  void gradientsThatAreAlikeAreNotToldApart() {
    Contrast contrast =
        Trend.all(
                FIVE,
                both(
                    TrendTest::falling,
                    (q, seed) -> falling(q, seed) + (q < 2 ? 0.01 * (seed - 3) : 0)))
            .get(0)
            .overExact();
    assertEquals(0, contrast.difference(), 1e-8);
    assertNotNull(contrast.pValue());
    assertTrue(contrast.verdict().startsWith("These seeds do not"), contrast.verdict());
  }

  @Test
  void aContrastNeedsDropoutAndASmallerNormAndBothGradients() {
    for (List<Float> norms : List.of(List.of(1f, 3f), List.of(2f, 3f))) {
      SparsityConfig config = Rows.config(norms, 2);
      List<SparsityRow> rows = Rows.of("relu", "published", config, TrendTest::falling);
      rows.addAll(Rows.of("relu", "exact", config, TrendTest::flat));
      assertNull(Trend.all(config, rows).get(0).overExact(), norms.toString());
    }
    List<SparsityRow> apart = Rows.of("relu", "published", FIVE, TrendTest::falling);
    apart.addAll(Rows.of("sigmoid", "exact", FIVE, TrendTest::flat));
    assertNull(Trend.all(FIVE, apart).get(0).overExact(), "of another code");
  }

  private static List<SparsityRow> both(Rows.Hoyer published, Rows.Hoyer exact) {
    List<SparsityRow> rows = Rows.of("relu", "published", FIVE, published);
    rows.addAll(Rows.of("relu", "exact", FIVE, exact));
    return rows;
  }
}
