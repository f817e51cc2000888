// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.DType;
import io.sparseout.core.GradientCheck;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AdaptiveSoftmaxTest {
  private static final int CLASSES = 12;

  private static AdaptiveSoftmax layer(int... cutoffs) {
    return new AdaptiveSoftmax(9, CLASSES, RandomStream.of(1), cutoffs);
  }

  @Test
  void theLossIsTheMeanNegativeLogProbabilityOfTheTargets() {
    Tensor x = Sequences.normals(2, 40, 9);
    for (int[] cutoffs : new int[][] {{1}, {11}, {3, 7}, {1, 2, 3}}) {
      AdaptiveSoftmax layer = layer(cutoffs);
      try (Pass pass = Pass.evaluation()) {
        Tensor all = layer.forward(pass.input(x), pass);
        for (float sum : all.exp().sum(1).toFloatArray()) {
          assertEquals(1, sum, 1e-5);
        }
        int[] targets = Sequences.numbers(3, CLASSES, 40).toIntArray();
        double expected = 0;
        for (int i = 0; i < 40; i++) {
          expected -= all.get(i, targets[i]) / 40;
        }
        Tensor loss = layer.loss(pass.input(x), Tensor.of(targets, 40));
        assertEquals(expected, loss.item(), 1e-6);
      }
    }
  }

  /** Of all clusters, and of none but the head. */
  @Test
  void gradientsOfTheLossAgreeWithDifferences() {
    for (int[] targets : new int[][] {{0, 5, 11, 2, 8}, {4, 4, 4, 4, 4}, {10, 9, 11, 8, 7}}) {
      AdaptiveSoftmax layer = layer(3, 7);
      layer.parameters().forEach(parameter -> parameter.convert(DType.FLOAT64));
      // Clusters without a target take no part in the loss; the mean reaches their parameters.
      GradientCheck.check(
          "adaptiveSoftmax",
          (x, pass) ->
              layer
                  .loss(x.get(0), Tensor.of(targets, 5))
                  .plus(layer.forward(x.get(0), pass).mean()),
          List.of(Sequences.normals(2, 5, 9).to(DType.FLOAT64)),
          layer.parameters());
    }
  }

  @Test
  void aClusterWithoutTargetsHasNoGradient() {
    AdaptiveSoftmax layer = layer(3, 7);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.input(Sequences.normals(2, 3, 9));
      pass.backward(layer.loss(x, Tensor.of(new int[] {0, 8, 2}, 3)));
    }
    List<Boolean> reached = layer.parameters().stream().map(p -> p.hasGradient()).toList();
    assertEquals(List.of(true, false, false, true, true), reached);
  }

  @Test
  void clustersHaveFewerFeaturesFromOneToTheNext() {
    AdaptiveSoftmax layer = new AdaptiveSoftmax(33, 40, RandomStream.of(1), 10, 20, 30);
    int[][] shapes = {{13, 33}, {8, 33}, {10, 8}, {2, 33}, {10, 2}, {1, 33}, {10, 1}};
    for (int i = 0; i < shapes.length; i++) {
      assertArrayEquals(shapes[i], layer.parameters().get(i).value().shape().dims());
    }
  }

  @Test
  void badCutoffsAndTargetsAreRefused() {
    for (int[] cutoffs : new int[][] {{0}, {12}, {5, 5}, {7, 3}}) {
      assertEquals(
          "adaptiveSoftmax: cutoffs rise from 1 to 11 for 12 classes, not "
              + java.util.Arrays.toString(cutoffs),
          message(() -> layer(cutoffs)));
    }
    assertEquals("adaptiveSoftmax: needs a cutoff or more", message(() -> layer()));
    for (int target : new int[] {-1, 12}) {
      assertEquals(
          "adaptiveSoftmax: target " + target + " at place 1 is not from 0 to 11",
          message(
              () -> {
                try (Pass pass = Pass.evaluation()) {
                  Tensor x = pass.input(Sequences.normals(2, 2, 9));
                  layer(3).loss(x, Tensor.of(new int[] {0, target}, 2));
                }
              }));
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
