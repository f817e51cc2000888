// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.experiments.claims.Claim;
import io.sparseout.experiments.claims.Outcome;
import io.sparseout.experiments.claims.Verdict;
import io.sparseout.experiments.document.Items;
import io.sparseout.experiments.document.Phrase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a verdict's effects are in a report. */
class ClaimSectionTest {
  private static final String LONG = "x".repeat(400) + ", p < 0.001";

  @Test
  void allEffectsStandWholeInTheSectionOfTheClaim() {
    ClaimSection section = section(LONG, "q = 1");
    List<Items> lists =
        section.section().blocks().stream()
            .filter(Items.class::isInstance)
            .map(Items.class::cast)
            .toList();
    assertEquals(1, lists.size());
    assertEquals(
        List.of(LONG + ".", "q = 1."), lists.get(0).items().stream().map(Phrase::text).toList());
  }

  @Test
  void theSummaryHasTheFirstAndTheWayToTheOthers() {
    assertEquals(
        Phrase.link("first. And 2 more.", "claim-" + Claim.values()[0].number()),
        section("first", "second", "third").lines().get(0).get(3));
    assertEquals(Phrase.of("first."), section("first").lines().get(0).get(3));
    assertEquals(Phrase.of("The reason."), section().lines().get(0).get(3));
  }

  private static ClaimSection section(String... effects) {
    Claim claim = Claim.values()[0];
    Verdict verdict =
        new Verdict(claim, Outcome.UNDECIDED, Arrays.asList(effects), "the reason", null);
    return new ClaimSection(claim, List.of(verdict), List.of());
  }
}
