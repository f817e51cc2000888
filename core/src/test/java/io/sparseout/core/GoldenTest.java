// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs and gradients of every operation against PyTorch's. */
class GoldenTest {
  private interface Operation {
    Tensor apply(Tensor... x);
  }

  private static final Golden GOLDEN = Golden.read("operations");
  private static final Map<String, Operation> TABLE = new TreeMap<>();

  static {
    TABLE.put("matmul", x -> x[0].matmul(x[1]));
    TABLE.put("matmul first", x -> x[0].matmul(x[1], Transpose.FIRST));
    TABLE.put("matmul second", x -> x[0].matmul(x[1], Transpose.SECOND));
    TABLE.put("matmul both", x -> x[0].matmul(x[1], Transpose.BOTH));
    TABLE.put("matmul long", x -> x[0].matmul(x[1]));
    TABLE.put("matmul itself", x -> x[0].matmul(x[0]));
    TABLE.put("matmul itself transposed", x -> x[0].matmul(x[0], Transpose.SECOND));
    TABLE.put("linear", x -> x[0].linear(x[1], x[2]));
    TABLE.put("linear without bias", x -> x[0].linear(x[1], null));
    TABLE.put("conv2d", x -> x[0].conv2d(x[1], x[2], 1, 0, 1, 1));
    TABLE.put("conv2d padded", x -> x[0].conv2d(x[1], x[2], 1, 1, 1, 1));
    TABLE.put("conv2d stride 2", x -> x[0].conv2d(x[1], x[2], 2, 1, 1, 1));
    TABLE.put("conv2d dilated", x -> x[0].conv2d(x[1], x[2], 1, 2, 2, 1));
    TABLE.put("conv2d groups", x -> x[0].conv2d(x[1], x[2], 1, 1, 1, 2));
    TABLE.put("conv2d all", x -> x[0].conv2d(x[1], x[2], 3, 2, 2, 2));
    TABLE.put("conv2d without bias", x -> x[0].conv2d(x[1], null, 1, 1, 1, 1));

    for (String kind : List.of("", " row", " matrix", " scalar", " one")) {
      for (String to :
          kind.isEmpty() || kind.equals(" matrix") ? List.of("") : List.of("", " to")) {
        TABLE.put("plus" + to + kind, x -> x[0].plus(x[1]));
        TABLE.put("minus" + to + kind, x -> x[0].minus(x[1]));
        TABLE.put("times" + to + kind, x -> x[0].times(x[1]));
        TABLE.put("dividedBy" + to + kind, x -> x[0].dividedBy(x[1]));
      }
    }
    TABLE.put("plus itself", x -> x[0].plus(x[0]));
    TABLE.put("minus itself", x -> x[0].minus(x[0]));
    TABLE.put("times itself", x -> x[0].times(x[0]));
    TABLE.put("dividedBy itself", x -> x[0].dividedBy(x[0]));
    TABLE.put("plus number", x -> x[0].plus(-1.7));
    TABLE.put("times number", x -> x[0].times(-1.7));
    TABLE.put("negate", x -> x[0].negate());

    TABLE.put("abs", x -> x[0].abs());
    TABLE.put("sqrt", x -> x[0].sqrt());
    TABLE.put("exp", x -> x[0].exp());
    TABLE.put("log", x -> x[0].log());
    TABLE.put("relu", x -> x[0].relu());
    TABLE.put("leakyRelu 0.01", x -> x[0].leakyRelu(0.01));
    TABLE.put("leakyRelu 0.2", x -> x[0].leakyRelu(0.2));
    TABLE.put("sigmoid", x -> x[0].sigmoid());
    TABLE.put("tanh", x -> x[0].tanh());
    TABLE.put("tanh near 0", x -> x[0].tanh());
    TABLE.put("gelu", x -> x[0].gelu());
    for (String exponent : List.of("-2", "-1", "-0.25", "0", "0.5", "1", "1.37", "2.5")) {
      TABLE.put("pow " + exponent, x -> x[0].pow(Double.parseDouble(exponent)));
    }
    for (int exponent : new int[] {-3, 2, 3}) {
      TABLE.put("pow " + exponent + " of both signs", x -> x[0].pow(exponent));
    }
    TABLE.put("abs ends", x -> x[0].abs());
    TABLE.put("sqrt ends", x -> x[0].sqrt());
    TABLE.put("exp ends", x -> x[0].exp());
    TABLE.put("log ends", x -> x[0].log());
    TABLE.put("relu ends", x -> x[0].relu());
    TABLE.put("leakyRelu ends", x -> x[0].leakyRelu(0.2));
    TABLE.put("sigmoid ends", x -> x[0].sigmoid());
    TABLE.put("tanh ends", x -> x[0].tanh());
    TABLE.put("gelu ends", x -> x[0].gelu());

    for (int[] w : new int[][] {{2, 2, 0}, {2, 1, 0}, {3, 2, 1}, {3, 1, 1}, {3, 3, 0}, {5, 2, 2}}) {
      String name = "Pool2d " + w[0] + " " + w[1] + " " + w[2];
      TABLE.put("max" + name, x -> x[0].maxPool2d(w[0], w[1], w[2]));
      TABLE.put("max" + name + " of equals", x -> x[0].maxPool2d(w[0], w[1], w[2]));
      TABLE.put("avg" + name, x -> x[0].avgPool2d(w[0], w[1], w[2]));
    }
    TABLE.put("globalAvgPool2d", x -> x[0].globalAvgPool2d());

    TABLE.put("sum", x -> x[0].sum());
    TABLE.put("mean", x -> x[0].mean());
    TABLE.put("max", x -> x[0].max());
    for (int axis : new int[] {0, 1, 2, -1}) {
      TABLE.put("sum " + axis, x -> x[0].sum(axis));
      TABLE.put("mean " + axis, x -> x[0].mean(axis));
      TABLE.put("max " + axis, x -> x[0].max(axis));
      TABLE.put("argmax " + axis, x -> x[0].argmax(axis));
    }

    TABLE.put("reshape", x -> x[0].reshape(6, -1));
    TABLE.put("slice", x -> x[0].slice(1, 3));
    TABLE.put("slice overlapping", x -> x[0].slice(0, 4).times(x[0].slice(2, 6)));
    TABLE.put("slice then sigmoid", x -> x[0].slice(1, 4).sigmoid());
    TABLE.put("slice then matmul", x -> x[0].slice(0, 3).matmul(x[0].slice(2, 6)));
    TABLE.put("slice then softmax", x -> x[0].slice(1, 4).softmax());
    TABLE.put("slice then sum", x -> x[0].slice(1, 4).sum(0));
    TABLE.put("slice then max", x -> x[0].slice(1, 4).max(1));
    TABLE.put("concatenate 0", x -> Tensor.concatenate(List.of(x), 0));
    TABLE.put("concatenate 1", x -> Tensor.concatenate(List.of(x), 1));
    TABLE.put("concatenate -1", x -> Tensor.concatenate(List.of(x), -1));
    TABLE.put("concatenate itself", x -> Tensor.concatenate(List.of(x[0], x[0]), 0));
    TABLE.put("gather", x -> x[0].gather(x[1]));
    TABLE.put("gather blocks", x -> x[0].gather(x[1]));
    TABLE.put("gather twice", x -> x[0].gather(x[1]).times(x[0].gather(x[1])));

    TABLE.put("softmax", x -> x[0].softmax());
    TABLE.put("softmax of 3 axes", x -> x[0].softmax());
    TABLE.put("softmax of large numbers", x -> x[0].softmax());
    TABLE.put("softmax far from 0", x -> x[0].softmax());
    TABLE.put("logSoftmax", x -> x[0].logSoftmax());
    TABLE.put("logSoftmax of large numbers", x -> x[0].logSoftmax());
    TABLE.put("logSoftmax far from 0", x -> x[0].logSoftmax());
    TABLE.put("crossEntropy", x -> x[0].crossEntropy(x[1]));
    TABLE.put("crossEntropy of large logits", x -> x[0].crossEntropy(x[1]));
    TABLE.put("crossEntropy far from 0", x -> x[0].crossEntropy(x[1]));
    TABLE.put("meanSquaredError", x -> x[0].meanSquaredError(x[1]));
    TABLE.put("binaryCrossEntropyWithLogits", x -> x[0].binaryCrossEntropyWithLogits(x[1]));
    TABLE.put("composed", x -> composed(x[0], x[1]));
  }

  private static Tensor composed(Tensor x, Tensor w) {
    Tensor divisor = x.sigmoid().times(w.exp()).plus(1.5);
    return x.times(w).tanh().dividedBy(divisor).sum(1).mean().times(x.mean());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTableHasTheFilesCases(DType type) {
    assertEquals(GOLDEN.cases(Golden.prefix(type)), TABLE.keySet());
  }

  static Stream<Arguments> cases() {
    return TABLE.keySet().stream()
        .flatMap(
            name -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(type, name)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputAndGradientsArePyTorchs(DType type, String name) {
    String start = Golden.prefix(type) + name + "/";
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor[] x = inputs(start, pass);
      Tensor y = TABLE.get(name).apply(x);
      GOLDEN.assertClose(start + "y", y);
      if (y.dtype() == DType.INT32) {
        return;
      }
      pass.backward(y, GOLDEN.get(start + "g"));
      for (int i = 0; i < x.length; i++) {
        if (x[i].dtype() != DType.INT32) {
          GOLDEN.assertClose(start + "dx" + i, pass.gradient(x[i]));
        }
      }
    }
  }

  private static Tensor[] inputs(String start, Pass pass) {
    List<Tensor> inputs = new ArrayList<>();
    while (GOLDEN.has(start + "x" + inputs.size())) {
      Tensor input = GOLDEN.get(start + "x" + inputs.size());
      inputs.add(input.dtype() == DType.INT32 ? pass.input(input) : pass.variable(input));
    }
    return inputs.toArray(new Tensor[0]);
  }
}
