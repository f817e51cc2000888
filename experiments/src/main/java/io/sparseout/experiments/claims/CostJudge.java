// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Judges by the ratios of the times of whole training steps, Sparseout to Dropout. */
final class CostJudge implements Judge {
  private static final double LIMIT = 1.05;

  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> ratios =
        run.rows().stream()
            .filter(row -> Members.flag(row, "wholeStep"))
            .filter(row -> Members.text(row, "regularizer").startsWith("sparseout"))
            .sorted(Comparator.comparing(row -> -Members.number(row, "ratioToDropout")))
            .toList();
    if (ratios.isEmpty()) {
      throw new MissingException("whole training step with Sparseout");
    }
    JsonObject worst = ratios.get(0);
    String effect =
        String.format(
            Locale.ROOT,
            "the dearest of %d: %s with %s, %.3f times Dropout [%.3f, %.3f]; the cheapest %.3f",
            ratios.size(),
            Members.text(worst, "workload"),
            Members.text(worst, "regularizer"),
            Members.number(worst, "ratioToDropout"),
            Members.number(worst, "ratioLower"),
            Members.number(worst, "ratioUpper"),
            Members.number(ratios.get(ratios.size() - 1), "ratioToDropout"));
    long within = ratios.stream().filter(row -> Members.number(row, "ratioUpper") <= LIMIT).count();
    long beyond = ratios.stream().filter(row -> Members.number(row, "ratioLower") > LIMIT).count();
    Outcome outcome =
        beyond > 0
            ? Outcome.NOT_SUPPORTED
            : within == ratios.size() ? Outcome.SUPPORTED : Outcome.UNDECIDED;
    String reason =
        String.format(
            Locale.ROOT,
            "of %d intervals %d lie up to 1.05, %d above it, %d on both sides",
            ratios.size(),
            within,
            beyond,
            ratios.size() - within - beyond);
    return new Verdict(claim, outcome, effect, reason, run);
  }
}
