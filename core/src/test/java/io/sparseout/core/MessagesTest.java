// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What operations say of inputs that they do not take, word for word. */
class MessagesTest {
  static Stream<Arguments> wrongInputs() {
    Tensor a = Tensor.zeros(2, 3);
    return Stream.of(
        row(
            "matmul: inner sizes differ, [32, 784] x [100, 784]; transpose the second",
            () -> Tensor.zeros(32, 784).matmul(Tensor.zeros(100, 784))),
        row(
            "matmul: inner sizes differ, [3, 4] x [3, 5]; transpose the first",
            () -> Tensor.zeros(3, 4).matmul(Tensor.zeros(3, 5))),
        row(
            "matmul: inner sizes differ, [3, 4] x [4, 5] transposed; do not transpose the second",
            () -> Tensor.zeros(3, 4).matmul(Tensor.zeros(4, 5), Transpose.SECOND)),
        row(
            "matmul: inner sizes differ, [3, 4] x [7, 5]",
            () -> Tensor.zeros(3, 4).matmul(Tensor.zeros(7, 5))),
        row(
            "matmul: takes matrices, not [3] x [3, 5]; reshape them",
            () -> Tensor.zeros(3).matmul(Tensor.zeros(3, 5))),
        row(
            "linear: the weight [5, 4] takes 4 features, the input [2, 3] has 3",
            () -> a.linear(Tensor.zeros(5, 4), null)),
        row(
            "linear: the bias of 5 outputs is of shape [5], not [4]",
            () -> a.linear(Tensor.zeros(5, 3), Tensor.zeros(4))),
        row(
            "linear: types differ, FLOAT32 and FLOAT64; convert one by to(DType)",
            () -> a.linear(Tensor.zeros(5, 3), Tensor.zeros(5).to(DType.FLOAT64))),
        row(
            "conv2d: types differ, FLOAT32 and FLOAT64; convert one by to(DType)",
            () ->
                Tensor.zeros(1, 1, 1, 1)
                    .conv2d(
                        Tensor.zeros(1, 1, 1, 1), Tensor.zeros(1).to(DType.FLOAT64), 1, 0, 1, 1)),
        row(
            "plus: shapes [2, 3] and [2]; the smaller is to be a single number or the last axes of"
                + " the larger",
            () -> a.plus(Tensor.zeros(2))),
        row(
            "times: types differ, FLOAT32 and FLOAT64; convert one by to(DType)",
            () -> a.times(a.to(DType.FLOAT64))),
        row(
            "tanh: needs FLOAT32 or FLOAT64, not INT32; convert it with to(DType)",
            () -> Tensor.of(new int[2], 2).tanh()),
        row("sum: axis 2 of a tensor of shape [2, 3]", () -> a.sum(2)),
        row("max: axis -3 of a tensor of shape [2, 3]", () -> a.max(-3)),
        row("max: of no elements, shape [0]", () -> Tensor.zeros(0).max()),
        row("argmax: of no elements, shape [0, 3]", () -> Tensor.zeros(0, 3).argmax(0)),
        row("reshape: [2, 3] has 6 elements, not those of [4, 2]", () -> a.reshape(4, 2)),
        row("reshape: [2, 3] has 6 elements, not those of [4, -1]", () -> a.reshape(4, -1)),
        row("reshape: [2, 3] has 6 elements, not those of [-1, -1]", () -> a.reshape(-1, -1)),
        row("slice: no indices 1 to 3 in the first axis of [2, 3]", () -> a.slice(1, 3)),
        row("slice: no indices 2 to 4 in axis 1 of [2, 3]", () -> a.slice(1, 2, 4)),
        row("slice: no indices -1 to 1 in axis -1 of [2, 3]", () -> a.slice(-1, -1, 1)),
        row("slice: axis 2 of a tensor of shape [2, 3]", () -> a.slice(2, 0, 1)),
        row("concatenate: of no tensors", () -> Tensor.concatenate(List.of(), 0)),
        row(
            "concatenate: along axis 0, FLOAT32 [2, 3] and FLOAT32 [2, 4]",
            () -> Tensor.concatenate(List.of(a, Tensor.zeros(2, 4)), 0)),
        row(
            "gather: index 2 at place 1 is not from 0 to 1",
            () -> a.gather(Tensor.of(new int[] {0, 2}, 2))),
        row("gather: indices: needs INT32, not FLOAT32 [2]", () -> a.gather(Tensor.zeros(2))),
        row(
            "crossEntropy: index -1 at place 0 is not from 0 to 2",
            () -> a.crossEntropy(Tensor.of(new int[] {-1, 2}, 2))),
        row(
            "crossEntropy: takes logits [n, classes] and labels [n], not [2, 3] and [3]",
            () -> a.crossEntropy(Tensor.of(new int[3], 3))),
        row(
            "linearCrossEntropy: index 4 at place 1 is not from 0 to 3",
            () -> a.linearCrossEntropy(Tensor.zeros(4, 3), null, Tensor.of(new int[] {0, 4}, 2))),
        row(
            "linearCrossEntropy: for 2 rows takes labels [2], not [3]",
            () -> a.linearCrossEntropy(Tensor.zeros(4, 3), null, Tensor.of(new int[3], 3))),
        row(
            "linear: the weight [4, 5] takes 5 features, the input [2, 3] has 3",
            () -> a.linearCrossEntropy(Tensor.zeros(4, 5), null, Tensor.of(new int[2], 2))),
        row(
            "meanSquaredError: prediction and target differ, FLOAT32 [2, 3] and FLOAT32 [3, 2]",
            () -> a.meanSquaredError(Tensor.zeros(3, 2))),
        row("softmax: needs an axis, the input is a single number", () -> Tensor.zeros().softmax()),
        row("sparseout: p is the probability of dropping, from 0 to 1, not 1.5", noise(1.5f, 2, 0)),
        row(
            "sparseout: p is the probability of dropping, from 0 to 1, not NaN",
            noise(Float.NaN, 2, 0)),
        row("sparseout: q is the norm, 0 or more, not -1.0", noise(0.5f, -1, 0)),
        row("sparseout: q is the norm, 0 or more, not NaN", noise(0.5f, Float.NaN, 0)),
        row("sparseout: epsilon is a number 0 or more, not -0.1", noise(0.5f, 1, -0.1f)),
        row(
            "item: needs a single number, not shape [2, 3]; reduce it with sum() or mean()",
            a::item),
        row("get: no element [2, 0] in a tensor of shape [2, 3]", () -> a.get(2, 0)),
        row("assign: shapes differ, [2, 3] and [3, 2]", () -> a.assign(Tensor.zeros(3, 2))),
        row(
            "tensor: shape [2, 2] has 4 elements, the array 3",
            () -> Tensor.of(new float[3], 2, 2)),
        row("shape: a length is 0 or more: [2, -1]", () -> Shape.of(2, -1)),
        row("shape: more than 2^31 elements: [65536, 65536]", () -> Shape.of(65536, 65536)),
        row("threads: from 1 to 1024, not 0", () -> Compute.setThreads(0)));
  }

  @ParameterizedTest
  @MethodSource("wrongInputs")
  void isWordForWord(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static Arguments row(String message, Executable call) {
    return Arguments.of(message, call);
  }

  private static Executable noise(float p, float q, float epsilon) {
    return () -> {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        pass.input(Tensor.zeros(3)).sparseoutNoise(p, q, epsilon, false);
      }
    };
  }
}
