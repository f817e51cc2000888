// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.regularizers.Sparseout;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegularizerChoiceTest {
  @Test
  void oneOfAComparisonIsCalledByItsNorm() {
    RegularizerChoice choice = RegularizerChoice.sparseout(0.1f, 2, "exact");
    assertEquals("q=2", choice.label());
    assertEquals("sparseout:p=0.1,q=2,gradient=exact", choice.text());
    assertEquals(new Sparseout(0.1f, 2, Sparseout.Gradient.EXACT), choice.layer());
    assertEquals(0.1f, choice.p());
    assertEquals(2f, choice.q());
    assertEquals("exact", choice.gradient());
    assertEquals("q=2-seed5", choice.trialName(5));
    assertEquals("q=0.25", RegularizerChoice.sparseout(0, 0.25f, "published").label());
  }

  @Test
  void othersAreCalledByTheirText() {
    RegularizerChoice dropout = RegularizerChoice.of("dropout:p=0.3");
    assertEquals("dropout:p=0.3", dropout.label());
    assertEquals("dropout-p=0.3-seed-1", dropout.trialName(-1));
    assertEquals(0.3f, dropout.p());
    assertNull(dropout.q());
    assertNull(dropout.gradient());
    assertNull(RegularizerChoice.of("none").p());
  }

  @Test
  void commasStandBetweenTextsAndWithinThem() {
    assertEquals(
        List.of("none", "sparseout:p=0.5,q=1,gradient=exact", "dropout", " dropout:p=0.1", "none"),
        List.of(
            "none,sparseout:p=0.5,q=1,gradient=exact,dropout; dropout:p=0.1,none"
                .split(RegularizerChoice.SEPARATOR)));
  }

  @Test
  void unknownOnesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> RegularizerChoice.of("some"));
    assertThrows(IllegalArgumentException.class, () -> RegularizerChoice.sparseout(0, 1, "other"));
  }
}
