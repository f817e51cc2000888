// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.statistics.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges by the trends of Hoyer sparsity with q, of the published gradient. */
final class SparsityJudge implements Judge {
  private static final double LEVEL = 0.05;

  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> trends =
        run.comparisons().stream()
            .filter(trend -> Members.has(trend, "falling"))
            .filter(trend -> Members.text(trend, "gradient").equals("published"))
            .toList();
    if (trends.isEmpty()) {
      throw new MissingException("trend of Sparseout with its published gradient over several q");
    }
    if (trends.stream()
        .anyMatch(trend -> !Members.has(trend, "lower") || !Members.has(trend, "spearman"))) {
      return Verdict.undecided(
          claim, "one seed has no interval, equal values no trend; ask for more with --seeds", run);
    }
    double[] corrected =
        Holm.adjust(trends.stream().mapToDouble(each -> Members.number(each, "pValue")).toArray());
    List<String> effects = new ArrayList<>();
    boolean all = true;
    boolean contrary = false;
    for (int i = 0; i < corrected.length; i++) {
      JsonObject trend = trends.get(i);
      effects.add(effect(trend, corrected[i]));
      all &= corrected[i] < LEVEL && Members.number(trend, "lower") > 0;
      contrary |= Members.number(trend, "upper") < 0;
    }
    Outcome outcome =
        all ? Outcome.SUPPORTED : contrary ? Outcome.NOT_SUPPORTED : Outcome.UNDECIDED;
    return new Verdict(claim, outcome, List.copyOf(effects), reason(outcome), run);
  }

  private static String effect(JsonObject trend, double corrected) {
    return String.format(
        Locale.ROOT,
        "%s code, p = %s: Hoyer sparsity %.3f at the smallest q, %.3f at the largest, difference %.3f"
            + " [%.3f, %.3f]; falls with every step of q in %.0f of %.0f seeds; Spearman %.3f;"
            + " Page's test p = %.2g",
        Members.text(trend, "code"),
        Members.text(trend, "p"),
        Members.number(trend, "from"),
        Members.number(trend, "to"),
        Members.number(trend, "difference"),
        Members.number(trend, "lower"),
        Members.number(trend, "upper"),
        Members.number(trend, "falling"),
        Members.number(trend, "seeds"),
        Members.number(trend, "spearman"),
        corrected);
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case SUPPORTED -> "sparsity falls with q for every code and p";
      case NOT_SUPPORTED -> "for a code and p it rises from the smallest to the largest q";
      case UNDECIDED -> "for a code and p the trend is not told from none";
    };
  }
}
