// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges by findings that hold or fail.
 *
 * @param checks the names of those that count; each must be there
 */
record TheoryJudge(List<String> checks) implements Judge {
  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> findings =
        run.comparisons().stream()
            .filter(finding -> checks.contains(Members.text(finding, "check")))
            .toList();
    for (String check : checks) {
      if (findings.stream().noneMatch(finding -> Members.text(finding, "check").equals(check))) {
        throw new MissingException(check);
      }
    }
    String effect =
        findings.stream()
            .map(finding -> Members.text(finding, "text"))
            .collect(Collectors.joining("; "));
    List<String> failed =
        findings.stream()
            .filter(finding -> !Members.flag(finding, "holds"))
            .map(finding -> Members.text(finding, "check") + " of " + model(finding))
            .toList();
    return failed.isEmpty()
        ? new Verdict(claim, Outcome.SUPPORTED, effect, "every check holds", run)
        : new Verdict(
            claim, Outcome.NOT_SUPPORTED, effect, String.join(", ", failed) + " fails", run);
  }

  private static String model(JsonObject finding) {
    return Members.has(finding, "model") ? Members.text(finding, "model") : "all models";
  }
}
