// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EmbeddingTest {
  private static Tensor rows() {
    return Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
  }

  @Test
  void vectorsAreLookedUpAndTheirGradientsAddUp() {
    Embedding layer = new Embedding(rows());
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = layer.forward(pass.input(Tensor.of(new int[] {2, 0, 2, 2}, 2, 2)), pass);
      assertArrayEquals(new int[] {2, 2, 2}, y.shape().dims());
      assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6, 5, 6}, y.toFloatArray());
      pass.backward(y.sum());
    }
    float[] gradient = layer.parameters().get(0).gradient().toFloatArray();
    assertArrayEquals(new float[] {1, 1, 0, 0, 3, 3}, gradient);
  }

  @Test
  void aNumberAloneGivesItsVector() {
    Embedding layer = new Embedding(rows());
    try (Pass pass = Pass.evaluation()) {
      Tensor y = layer.forward(pass.input(Tensor.of(new int[] {1})), pass);
      assertArrayEquals(new int[] {2}, y.shape().dims());
      assertArrayEquals(new float[] {3, 4}, y.toFloatArray());
    }
  }

  @Test
  void whatIsNoNumberOfAVectorIsRefused() {
    assertEquals(
        "embedding: takes INT32 numbers from 0 to 2, not FLOAT32",
        message(() -> run(Tensor.zeros(2))));
    for (int wrong : new int[] {3, -1, Integer.MIN_VALUE}) {
      assertEquals(
          "embedding: number " + wrong + " at place 3 is not from 0 to 2",
          message(() -> run(Tensor.of(new int[] {0, 1, 2, wrong}, 2, 2))));
    }
  }

  @Test
  void weightsOfOtherShapesAreRefused() {
    for (Tensor wrong : new Tensor[] {Tensor.zeros(3), Tensor.zeros(0, 2), Tensor.zeros(3, 0)}) {
      assertEquals(
          "embedding: the weight is [count, size], each 1 or more, not " + wrong.shape(),
          message(() -> new Embedding(wrong)));
    }
    assertEquals(
        "embedding: the weight is [count, size], each 1 or more, not [0, 2]",
        message(() -> new Embedding(0, 2, RandomStream.of(1))));
  }

  private static void run(Tensor x) {
    try (Pass pass = Pass.evaluation()) {
      new Embedding(rows()).forward(pass.input(x), pass);
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
