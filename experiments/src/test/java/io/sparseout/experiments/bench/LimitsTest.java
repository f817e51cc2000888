// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What steps cost, and how that becomes a share of a limit. */
class LimitsTest {
  private final Limits limits = new Limits(100, 10);

  @Test
  void theLimitThatTakesLongerBinds() {
    assertEquals(new Limits.Share("fma", 0.5), limits.share(new Cost(400, 20), 8));
    assertEquals(new Limits.Share("memory", 0.75), limits.share(new Cost(400, 60), 8));
    assertEquals(new Limits.Share("memory", 0.25), limits.share(new Cost(0, 20), 8));
  }

  @Test
  void theBetterOfEachIsTaken() {
    assertEquals(new Limits(100, 20), limits.best(new Limits(50, 20)));
  }

  @Test
  void aProductReadsTwoMatricesAndWritesOne() {
    assertEquals(
        new Cost(2 * 20 * 200 * 800, 4 * (4_000 + 160_000 + 16_000)), Cost.product(20, 200, 800));
  }

  @Test
  void noiseMovesFiveArrays() {
    assertEquals(new Cost(0, 20_000), Cost.noise(1_000));
  }

  @Test
  void aTrainingStepHasNoProductForTheGradientOfItsInput() {
    double weights = 3 * 5 + 5 * 2;
    double parameters = weights + 5 + 2;
    double forward = 2 * 8 * weights;
    double gradients = 2 * 8 * (weights + 5 * 2);
    // Parameter and one state read and written, gradient written and read.
    assertEquals(new Cost(forward + gradients, 4 * 6 * parameters), Cost.training(8, 1, 3, 5, 2));
    assertEquals(4 * 8 * parameters, Cost.training(8, 2, 3, 5, 2).bytes());
  }
}
