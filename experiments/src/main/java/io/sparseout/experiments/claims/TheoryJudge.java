// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges by findings that hold, fail or are open, of noise on features alone: the claims are of
 * Sparseout.
 *
 * @param checks the names of those that count; each must be there
 */
record TheoryJudge(List<String> checks) implements Judge {
  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> findings =
        run.comparisons().stream()
            .filter(finding -> checks.contains(Members.text(finding, "check")))
            .filter(finding -> !isOfWeights(finding))
            .toList();
    for (String check : checks) {
      if (findings.stream().noneMatch(finding -> Members.text(finding, "check").equals(check))) {
        throw new MissingException(check);
      }
    }
    List<String> effects = findings.stream().map(finding -> Members.text(finding, "text")).toList();
    String open = names(findings, TheoryJudge::isOpen);
    String failed = names(findings, finding -> !Members.flag(finding, "holds") && !isOpen(finding));
    if (!failed.isEmpty()) {
      return new Verdict(claim, Outcome.NOT_SUPPORTED, effects, "what fails: " + failed, run);
    }
    return open.isEmpty()
        ? new Verdict(claim, Outcome.SUPPORTED, effects, "every check holds", run)
        : new Verdict(claim, Outcome.UNDECIDED, effects, "what is open: " + open, run);
  }

  private static String names(List<JsonObject> findings, Predicate<JsonObject> which) {
    return findings.stream()
        .filter(which)
        .map(finding -> Members.text(finding, "check") + " of " + model(finding))
        .collect(Collectors.joining(", "));
  }

  private static boolean isOfWeights(JsonObject finding) {
    return Members.has(finding, "place") && Members.text(finding, "place").equals("weights");
  }

  /** Whether an interval lies on both sides of the limit. */
  private static boolean isOpen(JsonObject finding) {
    return Members.has(finding, "open") && Members.flag(finding, "open");
  }

  private static String model(JsonObject finding) {
    return Members.has(finding, "model") ? Members.text(finding, "model") : "all models";
  }
}
