// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.regularizers.Masks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows come to: the worst decides, and what is no number never holds. */
class FindingTest {
  private static final Noise NOISE = new Noise(Place.FEATURES, 1, 0.5f, null);

  private static final Noise ON_WEIGHTS = new Noise(Place.WEIGHTS, 1, 0.5f, Masks.BATCH);

  private static Case setting(Check check) {
    return setting(check, NOISE);
  }

  private static Case setting(Check check, Noise noise) {
    return new Case(check, Glm.POISSON, noise, 1, 8, 1);
  }

  @ParameterizedTest
  @CsvSource({"1.0000000000009, true", "1.0000000000011, false", "0.5, false", "NaN, false"})
  void anIdentityHoldsUpToItsLimit(double expected, boolean holds) {
    Case setting = setting(Check.LINEAR_IDENTITY);
    Finding finding =
        only(
            TheoryRow.enumerated(setting, 1, 1, 1, 0, null),
            TheoryRow.enumerated(setting, expected, 1, 1, 0, null),
            TheoryRow.enumerated(setting, 1, 1, 1, 0, null));
    assertEquals(holds, finding.holds());
    assertEquals(Math.abs(expected - 1), finding.worst());
    assertEquals(3, finding.cases());
    assertEquals(1e-12, finding.limit());
  }

  @ParameterizedTest
  @CsvSource({"1.5, true", "0.5, true", "1.51, false", "0.49, false"})
  void theRemainderIsWithinItsBound(double expected, boolean holds) {
    Case setting = setting(Check.SECOND_ORDER);
    assertEquals(holds, only(TheoryRow.enumerated(setting, expected, 1, 1, 0.5, null)).holds());
  }

  @ParameterizedTest
  @CsvSource({
    "2.81, true, false",
    "2.79, false, true",
    "2.61, false, true",
    "2.59, false, false",
    "4, true, false",
    "NaN, false, false"
  })
  void theSmallestOrderDecidesIfItsIntervalDoes(double slope, boolean holds, boolean open) {
    Finding finding = only(order(4.5), order(slope), order(5));
    assertEquals(holds, finding.holds());
    assertEquals(open, finding.open());
    assertEquals(open, finding.text().endsWith("; open, as 2.7 is within the interval"));
    assertEquals(slope, finding.worst());
    assertEquals(slope - 0.1, finding.lower());
    assertEquals(slope + 0.1, finding.upper());
  }

  /** A wide interval has the smaller slope each time. */
  @Test
  void whatIsOpenHidesNoFailureAndIsNotHidden() {
    TheoryRow open = order(2, 2);
    TheoryRow fails = order(2.5, 0.1);
    TheoryRow holds = order(2.75, 0.01);
    Finding failure = only(holds, open, fails, open);
    assertFalse(failure.holds());
    assertFalse(failure.open());
    assertEquals(2.5, failure.worst());
    assertEquals(2.5, only(fails, open).worst());
    assertEquals(Double.NaN, only(fails, order(Double.NaN), open).worst());
    Finding undecided = only(holds, order(2.9, 0.5), holds);
    assertTrue(undecided.open());
    assertEquals(2.9, undecided.worst());
  }

  @ParameterizedTest
  @CsvSource({"2, 2, open", "2.5, 0.1, FAILS", "3, 0.1, holds"})
  void theTableSaysWhatIsOpen(double slope, double margin, String result) {
    String line = new TheoryReport(List.of(order(slope, margin))).text().lines().toList().get(1);
    assertTrue(line.matches("remainder-order +poisson +features .*>= 2.70 +" + result), line);
  }

  private static TheoryRow order(double slope) {
    return order(slope, 0.1);
  }

  private static TheoryRow order(double slope, double margin) {
    RemainderOrder order =
        new RemainderOrder(List.of(1.0), List.of(1.0), slope, slope - margin, slope + margin);
    return TheoryRow.enumerated(setting(Check.REMAINDER_ORDER), 1, 1, 1, 1, order);
  }

  @ParameterizedTest
  @CsvSource({"1.449, true", "0.551, true", "1.451, false", "0.549, false"})
  void drawsHoldWithinTheirBand(double mean, boolean holds) {
    Case setting = setting(Check.MONTE_CARLO);
    Finding finding =
        only(
            TheoryRow.drawn(setting, 100, mean, 0.1, 2, 1.0, 1),
            TheoryRow.drawn(setting, 100, 77, 0.1, 2, null, 1));
    assertEquals(holds, finding.holds());
    assertEquals(1, finding.cases(), "what has no exact expectation is not counted");
  }

  @Test
  void drawsOfWhichNothingIsKnownAreNoFinding() {
    TheoryRow unknown = TheoryRow.drawn(setting(Check.MONTE_CARLO), 100, 77, 0.1, 2, null, 1);
    assertEquals(List.of(), Finding.all(List.of(unknown)));
  }

  @Test
  void oneDifferentBitIsOneTooMany() {
    assertTrue(only(TheoryRow.compared("a", NOISE, 8, 10, 0)).holds());
    Finding finding =
        only(
            TheoryRow.compared("a", NOISE, 8, 10, 1),
            TheoryRow.compared("b", NOISE, 8, 10, 0),
            TheoryRow.compared("c", NOISE, 8, 10, 2));
    assertFalse(finding.holds());
    assertEquals(3, finding.worst());
  }

  @Test
  void eachCheckAndModelHasAFindingOfItsOwn() {
    List<Finding> findings =
        Finding.all(
            List.of(
                TheoryRow.enumerated(setting(Check.LINEAR_IDENTITY), 1, 1, 1, 0, null),
                order(3),
                TheoryRow.compared("a", NOISE, 8, 10, 0),
                order(4)));
    assertEquals(
        List.of("linear-identity", "remainder-order", "dropout-bits"),
        findings.stream().map(Finding::check).toList());
  }

  @Test
  void noiseOnWeightsDoesNotDecideOnNoiseOnFeatures() {
    List<Finding> findings =
        Finding.all(
            List.of(
                TheoryRow.drawn(setting(Check.MONTE_CARLO), 100, 1, 0.1, 2, 1.0, 1),
                TheoryRow.drawn(setting(Check.MONTE_CARLO, ON_WEIGHTS), 100, 2, 0.1, 2, 1.0, 1),
                TheoryRow.compared("a", NOISE, 8, 10, 0)));
    assertEquals(
        Arrays.asList("features", "weights", null), findings.stream().map(Finding::place).toList());
    assertEquals(List.of(true, false, true), findings.stream().map(Finding::holds).toList());
    assertEquals(
        "poisson regression, noise on weights: means of draws are 10 standard errors off the"
            + " expectation at the most",
        findings.get(1).text());
    assertTrue(findings.get(0).text().startsWith("poisson regression, noise on features: means"));
    assertTrue(findings.get(2).text().startsWith("at q = 2, 0 values"), findings.get(2).text());
  }

  @Test
  void aRemainderOfNothingHasNoOrder() {
    double[] noises = {1, 2, 3};
    double[] remainders = {1, 0, 3};
    assertThrows(IllegalArgumentException.class, () -> RemainderOrder.of(noises, remainders));
  }

  private static Finding only(TheoryRow... rows) {
    List<Finding> findings = Finding.all(List.of(rows));
    assertEquals(1, findings.size());
    return findings.get(0);
  }
}
