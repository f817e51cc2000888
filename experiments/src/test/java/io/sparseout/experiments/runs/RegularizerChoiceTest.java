// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void namesWithHyphensAndSeveralTogetherAreSeparatedToo() {
    assertEquals(
        List.of("drop-block:p=0.1,size=5", "dropout:p=0.1+activity-l2:strength=1e-3", "none+none"),
        List.of(
            "drop-block:p=0.1,size=5,dropout:p=0.1+activity-l2:strength=1e-3,none+none"
                .split(RegularizerChoice.SEPARATOR)));
  }

  @Test
  void numbersAreTheFirstOnesThatDoNotChange() {
    RegularizerChoice both = RegularizerChoice.of("activity-l2+dropout:p=0.3+sparseout:p=0.2,q=1");
    assertEquals(0.3f, both.p());
    assertEquals(1f, both.q());
    assertEquals("published", both.gradient());
    assertNull(RegularizerChoice.of("dropout:p=0..0.5/cubic/10").p());
    assertFalse(RegularizerChoice.of("dropout+activity-l2").isDropout());
    assertTrue(RegularizerChoice.of("dropout:p=0.2").isDropout());
    assertTrue(RegularizerChoice.of("sparseout").isDropout());
  }

  @Test
  void recurrentStatesAreOfLanguageModelsAlone() {
    RegularizerChoice zoneout = RegularizerChoice.of("zoneout:p=0.1,cell=0.5");
    assertEquals(2, zoneout.regularization().states().size());
    assertEquals(
        "--regularizer: zoneout:p=0.1,cell=0.5 is of recurrent states, which only language has",
        assertThrows(IllegalArgumentException.class, zoneout::withoutStates).getMessage());
  }

  @Test
  void unknownOnesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> RegularizerChoice.of("some"));
    assertThrows(IllegalArgumentException.class, () -> RegularizerChoice.sparseout(0, 1, "other"));
  }
}
