// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Judges by the findings of ratios of times of whole training steps, Sparseout to Dropout. */
final class CostJudge implements Judge {
  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> ratios =
        run.comparisons().stream()
            .sorted(Comparator.comparing(finding -> -Members.number(finding, "ratio")))
            .toList();
    if (ratios.isEmpty()) {
      throw new MissingException("whole training step with Sparseout");
    }
    List<String> effects = ratios.stream().map(CostJudge::effect).toList();
    long within = ratios.stream().filter(CostJudge::isWithin).count();
    long beyond = ratios.stream().filter(CostJudge::isBeyond).count();
    Outcome outcome =
        beyond > 0
            ? Outcome.NOT_SUPPORTED
            : within == ratios.size() ? Outcome.SUPPORTED : Outcome.UNDECIDED;
    String reason =
        String.format(
            Locale.ROOT,
            "of %d intervals %d lie within the limit, %d beyond it, %d on both sides",
            ratios.size(),
            within,
            beyond,
            ratios.size() - within - beyond);
    return new Verdict(claim, outcome, effects, reason, run);
  }

  private static boolean isWithin(JsonObject finding) {
    return Members.number(finding, "upper") <= Members.number(finding, "limit");
  }

  private static boolean isBeyond(JsonObject finding) {
    return Members.number(finding, "lower") > Members.number(finding, "limit");
  }

  private static String effect(JsonObject finding) {
    return String.format(
        Locale.ROOT,
        "%s with %s: %.3f times Dropout [%.3f, %.3f]",
        Members.text(finding, "workload"),
        Members.text(finding, "regularizer"),
        Members.number(finding, "ratio"),
        Members.number(finding, "lower"),
        Members.number(finding, "upper"));
  }
}
