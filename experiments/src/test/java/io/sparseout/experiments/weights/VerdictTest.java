// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void theClaimHoldsWhereAllMeasuresSaySo() {
    Verdict verdict = verdict("dropout:p=0.5", 0.01, 0.01, 0.01, 0.01, 0.01);
    assertTrue(verdict.isOfDropout());
    assertEquals(
        "That dropout:p=0.5 leads to sparser trained weights holds here: sparser by near 0 (2.00"
            + " against 1.00, p = 0.010), near 0 to scale (2.00 against 1.00, p = 0.010), Hoyer"
            + " (2.0000 against 1.0000, p = 0.010), Gini (2.0000 against 1.0000, p = 0.010),"
            + " kurtosis (2.00 against 1.00, p = 0.010).",
        verdict.text());
  }

  @Test
  void aMeasureThatSaysTheContraryIsToldSo() {
    String text = verdict("l1", 0.0001, -0.02, 0.5, -0.5, 0.04).text();
    assertTrue(
        text.startsWith("That l1 leads to sparser trained weights holds here in part: "), text);
    assertTrue(text.contains("sparser by near 0 (2.00 against 1.00, p < 0.001), kurtosis ("), text);
    assertTrue(text.contains("; denser by near 0 to scale (0.00 against 1.00, p = 0.020); "), text);
    assertTrue(text.contains("not told apart by Hoyer (2.0000 against"), text);
  }

  @Test
  void whatNoMeasureSaysIsNotSeen() {
    Verdict verdict = verdict("l2:strength=1", 0.05, 0.2, 0.3, -0.001, 1);
    assertFalse(verdict.isOfDropout());
    assertTrue(verdict.text().contains("weights is not seen here: denser by Gini"), verdict.text());
  }

  @Test
  void oneSeedCannotTell() {
    List<Effect> effects =
        Effect.all(List.of(Rows.row("none", 1, 0.1), Rows.row("dropout", 1, 0.2)));
    assertEquals(
        "Whether dropout makes the trained weights sparser, one seed cannot tell.",
        Verdict.all(effects).get(0).text());
  }

  /**
   * A verdict of corrected p-values, measure by measure; negative ones of a negative difference.
   */
  private static Verdict verdict(String setting, double... p) {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      String measure = WeightMeasure.values()[i].key();
      double sign = Math.signum(p[i]);
      double abs = Math.abs(p[i]);
      effects.add(new Effect(setting, "none", measure, 3, 1 + sign, 1.0, sign, 0.0, 0.0, abs, abs));
    }
    String accuracy = WeightMeasure.ACCURACY.key();
    effects.add(new Effect(setting, "none", accuracy, 3, 9.0, 1.0, 8.0, 0.0, 0.0, 0.0, 0.0));
    return Verdict.all(effects).get(0);
  }
}
