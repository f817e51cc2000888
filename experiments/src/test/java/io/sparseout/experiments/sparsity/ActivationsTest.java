// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.datasets.ImageDataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  /** The distribution of these numbers, as a layer's output for one example. */
  private static Activations of(float... values) {
    ImageDataset one = new ImageDataset("one", new byte[1], 1, 1, 1, new int[1], 1);
    return Activations.of(
        (x, pass) -> pass.input(Tensor.of(values, 1, values.length)), one.batches(1));
  }

  @Test
  void countsZerosApart() {
    Activations activations = of(0, 0, 0, 0.5f);
    assertEquals(0.75, activations.zeroFraction());
    assertEquals(25, sum(activations.percentages()), 1e-9);
  }

  @Test
  void aBinHoldsATenthOfADecade() {
    Activations activations = of(1, 1.2f, 1.3f, 100);
    double[] middles = activations.middles();
    double[] percentages = activations.percentages();
    for (int i = 0; i < middles.length; i++) {
      double expected =
          Math.abs(middles[i] - Math.pow(10, 0.05)) < 1e-6
              ? 50 // 1 and 1.2
              : Math.abs(middles[i] - Math.pow(10, 0.15)) < 1e-6
                  ? 25 // 1.3
                  : Math.abs(middles[i] - Math.pow(10, 2.05)) < 1e-4 ? 25 : 0;
      assertEquals(expected, percentages[i], "bin at " + middles[i]);
    }
  }

  @Test
  void whatLiesBeyondTheBinsCountsToTheOutermost() {
    double[] percentages = of(Float.MIN_VALUE, 1e-5f, 1e30f, Float.MAX_VALUE).percentages();
    assertEquals(50, percentages[0]);
    assertEquals(50, percentages[percentages.length - 1]);
  }

  @Test
  void sumsAndTheirEnds() {
    Activations sum = Activations.sum(List.of(of(0, 1), of(10, 0)));
    assertEquals(0.5, sum.zeroFraction());
    assertEquals(1, sum.middles()[sum.firstBin(1)], 0.2);
    assertEquals(10, sum.middles()[sum.lastBin(1)], 2);
    assertTrue(sum.firstBin(30) <= sum.lastBin(30), "all bins where none has so much");
  }

  private static double sum(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
