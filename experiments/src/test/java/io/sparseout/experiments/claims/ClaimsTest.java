// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sparseout.experiments.runs.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
  private static RecordedRun run(
      String experiment, String status, List<String> rows, List<String> comparisons) {
    return new RecordedRun(
        Path.of(experiment),
        experiment,
        status,
        List.of(),
        json("{\"data\":\"real\",\"model\":\"small\"}"),
        List.of(),
        rows.stream().map(ClaimsTest::json).toList(),
        comparisons.stream().map(ClaimsTest::json).toList(),
        new JsonObject(),
        true);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Verdict verdict(Claim claim, RecordedRun run) {
    return Claims.verdicts(List.of(run)).stream()
        .filter(each -> each.claim() == claim)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutRunsNothingIsDecidedAndAllClaimsAreThere() {
    List<Verdict> verdicts = Claims.verdicts(List.of());
    assertEquals(
        List.of("1", "2", "3", "4", "5a", "5b"),
        verdicts.stream().map(each -> each.claim().number()).toList());
    for (Verdict each : verdicts) {
      assertEquals(Outcome.UNDECIDED, each.outcome());
      assertNull(each.run());
      assertEquals("no run of " + each.claim().experiment() + " is here", each.reason());
    }
  }

  @Test
  void anIncompleteRunDecidesNothing() {
    for (Claim claim : Claim.values()) {
      Verdict verdict = verdict(claim, run(claim.experiment(), "stopped", List.of(), List.of()));
      assertEquals(Outcome.UNDECIDED, verdict.outcome());
      assertEquals("the run is stopped, not complete", verdict.reason());
    }
  }

  @Test
  void resultsOfAnotherVersionDecideNothingAndSayWhatTheyLack() {
    for (Claim claim : Claim.values()) {
      String odd = "{\"chosen\":true,\"wholeStep\":true}";
      RecordedRun run = run(claim.experiment(), "complete", List.of(odd), List.of());
      Verdict verdict = verdict(claim, run);
      assertEquals(Outcome.UNDECIDED, verdict.outcome(), claim.number());
      assertTrue(verdict.reason().startsWith("the run's results have no "), verdict.reason());
    }
  }

  @Test
  void eachRunOfAnExperimentHasAVerdict() {
    RecordedRun run = run("cost", "complete", List.of(), List.of());
    assertEquals(
        2,
        Claims.verdicts(List.of(run, run)).stream()
            .filter(each -> each.claim() == Claim.COST)
            .count());
  }

  @ParameterizedTest
  @CsvSource({"true,true,SUPPORTED", "true,false,NOT_SUPPORTED", "false,true,NOT_SUPPORTED"})
  void theoryHoldsOnlyAsAWhole(boolean linear, boolean poisson, Outcome expected) {
    RecordedRun run =
        run(
            "theory",
            "complete",
            List.of(),
            List.of(
                finding("linear-identity", "linear", linear),
                finding("remainder-order", "logistic", true),
                finding("remainder-order", "poisson", poisson),
                finding("monte-carlo", "linear", true),
                finding("dropout-bits", "linear", true)));
    assertEquals(expected, verdict(Claim.PENALTY, run).outcome());
    assertEquals(Outcome.SUPPORTED, verdict(Claim.DROPOUT, run).outcome());
  }

  @Test
  void whatIsOpenIsUndecidedAndNoiseOnWeightsIsNotWhatTheClaimIsAbout() {
    List<String> findings =
        List.of(
            finding("linear-identity", "linear", true),
            finding("remainder-order", "logistic", false).replace("}", ",\"open\":true}"),
            finding("monte-carlo", "linear", false).replace("}", ",\"place\":\"weights\"}"),
            finding("monte-carlo", "linear", true).replace("}", ",\"place\":\"features\"}"));
    Verdict verdict = verdict(Claim.PENALTY, run("theory", "complete", List.of(), findings));
    assertEquals(Outcome.UNDECIDED, verdict.outcome());
    assertEquals("what is open: remainder-order of logistic", verdict.reason());
    assertEquals(3, verdict.effects().size());
  }

  @Test
  void numbersThatNoTestTakesDecideNothing() {
    String trend = trend("relu", "published", 0.3, 0.25, 0.35, 5);
    Verdict verdict =
        verdict(Claim.SPARSITY, run("sparsity", "complete", List.of(), List.of(trend)));
    assertEquals(Outcome.UNDECIDED, verdict.outcome());
    assertTrue(verdict.reason().contains("cannot be judged by"), verdict.reason());
  }

  private static String finding(String check, String model, boolean holds) {
    return String.format(
        "{\"check\":\"%s\",\"model\":\"%s\",\"holds\":%s,\"text\":\"%s\"}",
        check, model, holds, check);
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.2, 0.4, 0.001, SUPPORTED",
    "0.3, -0.1, 0.4, 0.001, UNDECIDED",
    "0.3, 0.2, 0.4, 0.04, UNDECIDED", // 0.08 after Holm
    "-0.3, -0.4, -0.2, 0.999, NOT_SUPPORTED",
  })
  void everyTrendOfThePublishedGradientCounts(
      double difference, double lower, double upper, double p, Outcome expected) {
    RecordedRun run =
        run(
            "sparsity",
            "complete",
            List.of(),
            List.of(
                trend("relu", "published", 0.3, 0.25, 0.35, 0.03),
                trend("sigmoid", "published", difference, lower, upper, p),
                trend("relu", "exact", -0.3, -0.35, -0.25, 1)));
    assertEquals(expected, verdict(Claim.SPARSITY, run).outcome());
  }

  private static String trend(
      String code, String gradient, double difference, double lower, double upper, double p) {
    return String.format(
        "{\"code\":\"%s\",\"gradient\":\"%s\",\"p\":0.5,\"seeds\":5,\"falling\":5,\"spearman\":-0.9,"
            + "\"pValue\":%s,\"from\":0.7,\"to\":0.4,\"difference\":%s,\"lower\":%s,\"upper\":%s}",
        code, gradient, p, difference, lower, upper);
  }

  @Test
  void oneSeedHasNoTrend() {
    String trend =
        "{\"code\":\"relu\",\"gradient\":\"published\",\"falling\":1,\"seeds\":1,\"lower\":null}";
    Verdict verdict =
        verdict(Claim.SPARSITY, run("sparsity", "complete", List.of(), List.of(trend)));
    assertEquals(Outcome.UNDECIDED, verdict.outcome());
    assertTrue(verdict.reason().contains("--seeds"), verdict.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "1.01, 0.98, 1.04, SUPPORTED",
    "1.03, 0.99, 1.06, UNDECIDED",
    "1.08, 1.051, 1.2, NOT_SUPPORTED",
  })
  void everyWholeStepCounts(double ratio, double lower, double upper, Outcome expected) {
    RecordedRun run =
        run(
            "cost",
            "complete",
            List.of(),
            List.of(
                cost("sparseout:p=0.5,q=1", 1, 0.99, 1.01),
                cost("sparseout:p=0.5,q=3", ratio, lower, upper)));
    Verdict verdict = verdict(Claim.COST, run);
    assertEquals(expected, verdict.outcome());
    assertTrue(
        verdict.effects().get(0).startsWith("mlp with sparseout:p=0.5,q=3"), "the dearest first");
  }

  private static String cost(String regularizer, double ratio, double lower, double upper) {
    return String.format(
        "{\"workload\":\"mlp\",\"regularizer\":\"%s\",\"ratio\":%s,\"lower\":%s,\"upper\":%s,\"limit\":1.05}",
        regularizer, ratio, lower, upper);
  }

  @ParameterizedTest
  @CsvSource({
    "0.02, SUPPORTED, 'real, small: q = 2.5 against Dropout'",
    "-0.02, NOT_SUPPORTED, 'real, small: q = 2.5 against Dropout'",
    "0.0001, UNDECIDED, 'real, small: q = 2.5 against Dropout'",
  })
  void theNormThatValidationPrefersIsTested(double gain, Outcome expected, String effect) {
    List<String> rows = new ArrayList<>();
    double[] scatter = {-0.001, 0.0007, 0.0002, 0.0001};
    for (int seed = 1; seed <= scatter.length; seed++) {
      double noise = scatter[seed - 1];
      rows.add(image("q=2", 2, seed, true, 0.6, 0.6 + noise / 2));
      rows.add(image("q=2.5", 2.5, seed, true, 0.7, 0.6 + gain + noise));
      rows.add(image("q=3", 3, seed, true, 0.65, 0.9)); // better, but not chosen on validation
      rows.add(image("q=1", 1, seed, true, 0.99, 0.99)); // not what the claim is about
      rows.add("{\"setting\":\"q=3\",\"chosen\":false}");
    }
    Verdict verdict = verdict(Claim.IMAGE, run("image", "complete", rows, List.of()));
    assertEquals(expected, verdict.outcome(), String.join("; ", verdict.effects()));
    assertTrue(
        String.join("; ", verdict.effects()).startsWith(effect),
        String.join("; ", verdict.effects()));
    assertTrue(
        String.join("; ", verdict.effects()).endsWith("4 seeds"),
        String.join("; ", verdict.effects()));
  }

  @Test
  void dataThatTheProgramMakesDecideNothing() {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(image("q=2", 2, seed, true, 0.6, 0.6 + 0.001 * seed));
      rows.add(image("q=3", 3, seed, true, 0.7, 0.8));
    }
    RecordedRun run = run("image", "complete", rows, List.of());
    assertEquals(Outcome.SUPPORTED, verdict(Claim.IMAGE, run).outcome());
    run.config().addProperty("data", "shapes");
    Verdict verdict = verdict(Claim.IMAGE, run);
    assertEquals(Outcome.UNDECIDED, verdict.outcome());
    assertTrue(verdict.reason().startsWith("shapes are made by the program"), verdict.reason());
    assertTrue(
        String.join("; ", verdict.effects()).startsWith("shapes, small: q = 3"),
        "the effect is told all the same");
  }

  private static String image(
      String setting, double q, int seed, boolean chosen, double validation, double test) {
    return String.format(
        "{\"setting\":\"%s\",\"q\":%s,\"seed\":%d,\"chosen\":%s,\"validationAccuracy\":%s,\"testAccuracy\":%s}",
        setting, q, seed, chosen, validation, test);
  }

  @Test
  void ofALanguageModelLessLossIsBetter() {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(language("dropout", "null", seed, 5, 5 + 0.001 * seed));
      rows.add(language("q=1", "1", seed, 4.8, 4.9 + 0.002 * seed));
      rows.add(language("q=1.5", "1.5", seed, 4.9, 4.5));
    }
    Verdict verdict = verdict(Claim.LANGUAGE, run("language", "complete", rows, List.of()));
    assertEquals(Outcome.SUPPORTED, verdict.outcome());
    assertTrue(
        String.join("; ", verdict.effects()).startsWith("real, small: q = 1 against Dropout"),
        String.join("; ", verdict.effects()));
    assertTrue(
        String.join("; ", verdict.effects()).contains(" -9.80 "),
        String.join("; ", verdict.effects()));
  }

  private static String language(
      String setting, String q, int seed, double validation, double test) {
    return String.format(
        "{\"setting\":\"%s\",\"q\":%s,\"seed\":%d,\"chosen\":true,\"validationLoss\":%s,\"testLoss\":%s}",
        setting, q, seed, validation, test);
  }

  @Test
  void plotsOfASeriesShowTheClaimToo() {
    assertTrue(Claim.SPARSITY.isShownBy("sparsity"));
    assertTrue(Claim.SPARSITY.isShownBy("sparsity-sigmoid-p=0.5"));
    assertFalse(Claim.SPARSITY.isShownBy("zeros-sigmoid"));
    assertFalse(Claim.SPARSITY.isShownBy("sparsityless"));
  }

  @Test
  void everyClaimNamesItsTestAndWhatCountsForAndAgainstIt() {
    assertEquals(6, Arrays.stream(Claim.values()).map(Claim::test).distinct().count());
    for (Claim claim : Claim.values()) {
      assertTrue(claim.test().contains("upported if "), claim.test());
      assertTrue(claim.test().contains("not supported if "), claim.test());
    }
  }
}
