// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.statistics.PairedTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Judges by one norm against Dropout on test data: of the norms that a claim is about, the one that
 * validation data prefer, so that the test data take no part in the choice.
 *
 * @param dense whether the claim is about q > 2 and the accuracy of classifiers; else it is about q
 *     < 2 and the loss of language models
 */
record ContestJudge(boolean dense) implements Judge {
  /** Data that the program makes: what helps there says nothing of photographs or of prose. */
  private static final Set<String> MADE = Set.of("digits", "shapes", "sentences");

  private static final double LEVEL = 0.05;
  private static final double DROPOUT = 2;

  @Override
  public Verdict judge(Claim claim, RecordedRun run) {
    List<JsonObject> tested =
        run.rows().stream().filter(row -> Members.flag(row, "chosen")).toList();
    List<JsonObject> dropout = dropout(tested);
    Map<Double, List<JsonObject>> norms =
        tested.stream()
            .filter(ContestJudge::isPlain)
            .filter(row -> dense == (norm(row) > DROPOUT) && norm(row) != DROPOUT)
            .collect(
                Collectors.groupingBy(ContestJudge::norm, LinkedHashMap::new, Collectors.toList()));
    if (dropout.isEmpty() || norms.isEmpty()) {
      throw new MissingException(
          "comparison of Dropout with Sparseout at a q " + (dense ? "> 2" : "< 2"));
    }
    List<JsonObject> best =
        norms.values().stream()
            .max(Comparator.comparingDouble(group -> mean(group, this::validationScore)))
            .orElseThrow();
    return verdict(claim, run, best, dropout);
  }

  private Verdict verdict(
      Claim claim, RecordedRun run, List<JsonObject> best, List<JsonObject> dropout) {
    Map<Long, Double> control = new LinkedHashMap<>();
    dropout.forEach(row -> control.put(seed(row), testScore(row)));
    List<Double> treated = new ArrayList<>();
    List<Double> paired = new ArrayList<>();
    for (JsonObject row : best) {
      if (control.containsKey(seed(row))) {
        treated.add(testScore(row));
        paired.add(control.get(seed(row)));
      }
    }
    if (treated.size() < 2) {
      return Verdict.undecided(claim, "one seed tells nothing; ask for more with --seeds", run);
    }
    PairedTest test = PairedTest.of(array(treated), array(paired));
    Interval gain = test.difference();
    String data = Members.text(run.config(), "data");
    String effect =
        String.format(
            Locale.ROOT,
            "%s, %s: q = %s against Dropout, %s %.2f %s [%.2f, %.2f]; p = %.3f, %d seeds",
            data,
            Members.text(run.config(), "model"),
            Members.text(best.get(0), "q").replaceFirst("\\.0$", ""),
            dense ? "test accuracy" : "logarithm of test perplexity, times 100,",
            dense ? gain.mean() : -gain.mean(),
            dense ? "points" : "(a percent, about)",
            dense ? gain.mean() - gain.halfWidth() : -gain.mean() - gain.halfWidth(),
            dense ? gain.mean() + gain.halfWidth() : -gain.mean() + gain.halfWidth(),
            test.pValue(),
            test.pairs());
    if (MADE.contains(data)) {
      String reason = data + " are made by the program: they decide nothing of real data";
      return new Verdict(claim, Outcome.UNDECIDED, List.of(effect), reason, run);
    }
    boolean significant = test.pValue() < LEVEL;
    Outcome outcome =
        !significant
            ? Outcome.UNDECIDED
            : gain.mean() > 0 ? Outcome.SUPPORTED : Outcome.NOT_SUPPORTED;
    return new Verdict(claim, outcome, List.of(effect), reason(outcome), run);
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case SUPPORTED -> "it is better than Dropout on test data";
      case NOT_SUPPORTED -> "Dropout is better on test data";
      case UNDECIDED -> "the difference on test data is not told from none by so many seeds";
    };
  }

  private static List<JsonObject> dropout(List<JsonObject> tested) {
    return tested.stream()
        .filter(
            row -> {
              String setting = Members.text(row, "setting");
              return setting.equals("dropout") || setting.equals("q=2");
            })
        .toList();
  }

  /** Whether a row is of Sparseout as it is by default. */
  private static boolean isPlain(JsonObject row) {
    return Members.text(row, "setting").startsWith("q=");
  }

  private static double norm(JsonObject row) {
    return Members.number(row, "q");
  }

  private static long seed(JsonObject row) {
    return Members.integer(row, "seed");
  }

  private double validationScore(JsonObject row) {
    return dense
        ? Members.number(row, "validationAccuracy")
        : -Members.number(row, "validationLoss");
  }

  /** In hundredths; more is better. */
  private double testScore(JsonObject row) {
    return 100 * (dense ? Members.number(row, "testAccuracy") : -Members.number(row, "testLoss"));
  }

  private static double mean(List<JsonObject> rows, ToDoubleFunction<JsonObject> score) {
    return rows.stream().mapToDouble(score).average().orElse(Double.NaN);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(each -> each).toArray();
  }
}
