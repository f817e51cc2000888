// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    NetworkSize size = new NetworkSize().linear(3, 5).linear(5, 2);
    assertEquals(new Cost(forward + gradients, 4 * 6 * parameters), size.training(8, 1));
    assertEquals(4 * 8 * parameters, size.training(8, 2).bytes());
  }

  @Test
  void aConvolutionMultipliesEachTapForEachPixel() {
    assertEquals(
        new Cost(2 * 7 * 9 * 3 * 5 * 16, 4 * (7 * 16 * (3 + 5) + 9 * 3 * 5)),
        Cost.convolution(7, 3, 5, 3, 4));
    double forward = 2 * 7 * (9 * 3 * 5 * 16 + 5 * 2 * 16);
    double gradients = 2 * 7 * (9 * 3 * 5 * 16 + 2 * 5 * 2 * 16);
    assertEquals(
        new Cost(forward + gradients, 4 * 6 * (9 * 3 * 5 + 10 + 5 * 2)),
        new NetworkSize()
            .convolution(3, 5, 3, 16)
            .vectors(10)
            .convolution(5, 2, 1, 16)
            .training(7, 1));
  }

  @Test
  void halfTheUnitsTakeAboutAThirdOfTheProducts() {
    Workload whole = (Workload) Workloads.of("mlp-784-1024-1024-10-b64-dense");
    Workload half = (Workload) Workloads.of("mlp-784-1024-1024-10-b64-compact50");
    assertEquals(new Cost(2 * 64 * 1861632.0, 4 * 1863690.0), whole.cost());
    assertEquals(new Cost(2 * 64 * 668672.0, 4 * 669706.0), half.cost());
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-784-1024-1024-10-b128, 1863690",
    "lenet5-b64, 1663370",
    "wrn-10-2-b64, 303706",
    "wrn-16-4-b32, 2748890",
    "wrn-28-10-b8, 36479194",
  })
  void networksReadAndWriteAllTheirParameters(String name, double parameters) {
    Workload workload = (Workload) Workloads.of(name);
    assertEquals(4 * 6 * parameters, workload.cost().bytes());
  }
}
