// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import io.sparseout.experiments.claims.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What all came to, as JSON has it.
 *
 * @param preset the preset's name
 * @param folder where all of it is
 * @param failed experiments that did not end well
 * @param verdicts what the runs say to each claim
 */
record Judgement(String preset, String folder, List<String> failed, List<Line> verdicts) {
  /**
   * A verdict.
   *
   * @param claim the claim's number
   * @param statement the claim
   * @param outcome what its test comes to
   * @param effects how large the effects are
   * @param reason why
   */
  record Line(String claim, String statement, String outcome, List<String> effects, String reason) {
    static Line of(Verdict verdict) {
      return new Line(
          verdict.claim().number(),
          verdict.claim().statement(),
          verdict.outcome().text(),
          verdict.effects(),
          verdict.reason());
    }

    /** For people. */
    String text() {
      String end = System.lineSeparator();
      return claim
          + " ".repeat(4 - claim.length())
          + statement
          + ": "
          + outcome.toUpperCase(Locale.ROOT)
          + end
          + "    "
          + reason
          + end
          + effects.stream().map(effect -> "    " + effect + end).collect(Collectors.joining());
    }
  }
}
