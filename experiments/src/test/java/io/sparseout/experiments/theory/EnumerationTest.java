// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import io.sparseout.regularizers.Masks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outcomes of the real regularizers, and sums over all masks of them. */
class EnumerationTest {
  private static final Problem PROBLEM =
      new Problem(new double[] {0.5, -2, 0.125}, new double[] {-0.75, 0.25, 1.5}, 0);

  static List<Noise> noises() {
    return List.of(
        new Noise(Place.FEATURES, 0, 0.3f, null),
        new Noise(Place.FEATURES, 1.37f, 0.001f, null),
        new Noise(Place.FEATURES, 2, 0.5f, null),
        new Noise(Place.FEATURES, 3, 0.999f, null),
        new Noise(Place.WEIGHTS, 0.5f, 0.2f, Masks.BATCH),
        new Noise(Place.WEIGHTS, 3, 0.8f, Masks.BATCH),
        new Noise(Place.WEIGHTS, 1, 0.2f, Masks.EXAMPLE),
        new Noise(Place.WEIGHTS, 2.5f, 0.5f, Masks.EXAMPLE));
  }

  /** v + sgn(v) |v|^(q/2) (r/(1-p) - 1). */
  @ParameterizedTest
  @MethodSource("noises")
  void outcomesAreThoseOfTheFormula(Noise noise) {
    double[] values = noise.noisy(PROBLEM);
    double p = noise.p();
    Outcomes outcomes = Outcomes.of(noise, RandomStream.of(5), values);
    for (int j = 0; j < values.length; j++) {
      double size = Math.signum(values[j]) * Math.pow(Math.abs(values[j]), noise.q() / 2.0);
      double bound = 1e-15 * (Math.abs(values[j]) + Math.abs(size) / (1 - p));
      assertEquals(size * p / (1 - p), outcomes.gainKept(j), bound, noise + ", " + j);
      assertEquals(-size, outcomes.gainDropped(j), bound, noise + ", " + j);
    }
  }

  /** Eight masks by hand, against the class's own way to put them together. */
  @ParameterizedTest
  @MethodSource("noises")
  void sumsOverAllMasks(Noise noise) {
    Outcomes outcomes = Outcomes.of(noise, RandomStream.of(5), noise.noisy(PROBLEM));
    double[] factor = noise.factor(PROBLEM);
    double p = noise.p();
    double expected = 0;
    double cubes = 0;
    for (int mask = 0; mask < 8; mask++) {
      double d = 0;
      double chance = 1;
      for (int j = 0; j < 3; j++) {
        boolean dropped = (mask >> j & 1) == 1;
        d += 0.5 * factor[j] * (dropped ? outcomes.gainDropped(j) : outcomes.gainKept(j));
        chance *= dropped ? p : 1 - p;
      }
      expected += chance * Glm.LOGISTIC.increase(0.4, d);
      cubes += chance * Math.abs(d * d * d);
    }
    Enumeration masks = new Enumeration(noise, PROBLEM, RandomStream.of(6));
    assertEquals(expected, masks.increase(Glm.LOGISTIC, 0.4, 0.5), 1e-14);
    assertEquals(
        cubes / (6 * Math.sqrt(3)) / 6, masks.bound(Glm.LOGISTIC, 0.4, 0.5), 1e-14 * (1 + cubes));
  }

  /** The identity itself, with the penalty as the issue states it. */
  @ParameterizedTest
  @MethodSource("noises")
  void theLinearModelsExpectedLossIsThePenalty(Noise noise) {
    double p = noise.p();
    double[] v = noise.noisy(PROBLEM);
    double[] f = noise.factor(PROBLEM);
    double penalty = 0;
    for (int j = 0; j < v.length; j++) {
      penalty += p / (1 - p) * f[j] * f[j] * Math.pow(Math.abs(v[j]), noise.q());
    }
    assertEquals(penalty, noise.penalty(PROBLEM, Glm.LINEAR.curvature(0)), 1e-15 * penalty);
    Enumeration masks = new Enumeration(noise, PROBLEM, RandomStream.of(7));
    double expected = masks.increase(Glm.LINEAR, PROBLEM.predictor(), 1);
    assertEquals(penalty, expected, 1e-12 * penalty);
  }

  @Test
  void anElementThatNoiseLeavesAsItIsIsRefused() {
    Noise noise = new Noise(Place.FEATURES, 1, 0.5f, null);
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> Outcomes.of(noise, RandomStream.of(1), 1, 0));
    assertTrue(e.getMessage().contains("element 1, 0.0, became 0.0"), e.getMessage());
  }

  @Test
  void anElementThatIsNeverDroppedIsRefused() {
    Noise noise = new Noise(Place.FEATURES, 1, 1e-7f, null);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> Outcomes.of(noise, RandomStream.of(1), 1));
    assertTrue(e.getMessage().contains("has not both kept and dropped"), e.getMessage());
  }

  @Test
  void alignedProblemsHaveTheirPredictorAndSigns() {
    Problem aligned = PROBLEM.aligned(1);
    assertEquals(1, aligned.predictor(), 1e-15);
    for (int j = 0; j < 3; j++) {
      assertTrue(aligned.x()[j] * aligned.w()[j] > 0);
      assertEquals(Math.abs(PROBLEM.w()[j]), Math.abs(aligned.w()[j]));
    }
  }

  @Test
  void randomProblemsAreFloatsOfTheirScale() {
    Problem problem = Problem.random(3, 20, 0.3);
    double squares = 0;
    for (int j = 0; j < 20; j++) {
      assertEquals((float) problem.x()[j], problem.x()[j]);
      assertEquals((float) problem.w()[j], problem.w()[j]);
      assertTrue(Math.abs(problem.x()[j]) >= 0.0999);
      squares += problem.w()[j] * problem.w()[j];
    }
    assertEquals(0.3, Math.sqrt(squares), 1e-7);
    assertTrue(problem.x()[0] != Problem.random(4, 20, 0.3).x()[0], "another seed");
  }
}
