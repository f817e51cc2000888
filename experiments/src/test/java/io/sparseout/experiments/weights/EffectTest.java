// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.statistics.Holm;
import io.sparseout.experiments.statistics.PairedTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final List<WeightsRow> ROWS =
      List.of(
          Rows.row("none", 1, 0.1),
          Rows.row("none", 2, 0.2),
          Rows.row("none", 3, 0.4),
          Rows.row("dropout", 1, 0.3),
          Rows.row("dropout", 2, 0.41),
          Rows.row("dropout", 3, 0.6),
          Rows.row("l1", 1, 0.1),
          Rows.row("l1", 2, 0.3),
          Rows.row("l1", 3, 0.2));

  @Test
  void everySettingMeetsNoneInEveryMeasurePairedBySeeds() {
    List<Effect> effects = Effect.all(ROWS);
    assertEquals(2 * WeightMeasure.values().length, effects.size());
    Effect hoyer = effects.get(WeightMeasure.HOYER.ordinal());
    assertEquals("dropout", hoyer.setting());
    assertEquals("hoyer", hoyer.measure());
    PairedTest test = PairedTest.of(new double[] {0.3, 0.41, 0.6}, new double[] {0.1, 0.2, 0.4});
    assertEquals(3, hoyer.seeds());
    assertEquals(1.31 / 3, hoyer.mean(), 1e-12);
    assertEquals(0.7 / 3, hoyer.baselineMean(), 1e-12);
    assertEquals(test.difference().mean(), hoyer.difference(), 1e-12);
    assertEquals(test.difference().mean() + test.difference().halfWidth(), hoyer.upper(), 1e-12);
    assertEquals(test.pValue(), hoyer.pValue(), 1e-12);
    Effect share = effects.get(WeightMeasure.NEAR_ZERO.ordinal());
    assertEquals(100 * hoyer.difference(), share.difference(), 1e-9, "in percent");
  }

  @Test
  void allTestsOfTheRunAreCorrectedTogether() {
    List<Effect> effects = Effect.all(ROWS);
    double[] expected = Holm.adjust(effects.stream().mapToDouble(Effect::pValue).toArray());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], effects.get(i).correctedPValue(), 1e-15);
    }
    assertTrue(effects.get(0).isSignificant(), "p " + effects.get(0).correctedPValue());
    assertFalse(effects.get(effects.size() - 1).isSignificant());
  }

  @Test
  void withoutNoneThereIsNothingToCompareWith() {
    assertEquals(List.of(), Effect.all(ROWS.subList(3, 9)));
    assertEquals(List.of(), Effect.all(ROWS.subList(0, 3)));
  }

  @Test
  void oneSeedHasADifferenceAndNoTest() {
    Effect effect =
        Effect.all(List.of(ROWS.get(0), ROWS.get(3))).get(WeightMeasure.HOYER.ordinal());
    assertEquals(0.2, effect.difference(), 1e-12);
    assertNull(effect.lower());
    assertNull(effect.pValue());
    assertNull(effect.correctedPValue());
    assertFalse(effect.isSignificant());
  }

  @Test
  void aMeasureThatAModelLacksIsNotTested() {
    List<WeightsRow> rows =
        List.of(
            Rows.row("none", 1, 0.1),
            Rows.row("none", 2, 0.2),
            Rows.row("l1", 1, 0.3, Double.NaN),
            Rows.row("l1", 2, 0.5));
    Effect kurtosis = Effect.all(rows).get(WeightMeasure.KURTOSIS.ordinal());
    assertNull(kurtosis.mean());
    assertNull(kurtosis.difference());
    assertNull(kurtosis.pValue());
    assertEquals(0.15, kurtosis.baselineMean(), 1e-12);
  }
}
