// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import io.sparseout.experiments.runs.RecordedRun;
import java.util.List;

/**
 * What a run says to a claim.
 *
 * @param claim the claim
 * @param outcome what its test comes to
 * @param effects how large the effects are, with intervals: a text for each; the one that decides
 *     first
 * @param reason why the outcome is what it is
 * @param run the run; null where none is there to judge by
 */
public record Verdict(
    Claim claim, Outcome outcome, List<String> effects, String reason, RecordedRun run) {
  /** A claim that there is nothing to judge by. */
  static Verdict undecided(Claim claim, String reason, RecordedRun run) {
    return new Verdict(claim, Outcome.UNDECIDED, List.of(), reason, run);
  }
}
