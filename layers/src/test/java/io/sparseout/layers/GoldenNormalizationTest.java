// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Normalizations against PyTorch's: three steps in training, with outputs, gradients and buffers
 * after each, and one in evaluation.
 */
class GoldenNormalizationTest {
  private static final Golden GOLDEN = Golden.read("normalizations");
  private static final int TRAINING_STEPS = 3;
  private static final Map<String, Supplier<Layer>> TABLE =
      new TreeMap<>(
          Map.of(
              "batchNorm1d",
              () -> new BatchNorm1d(5),
              "batchNorm1d of sequences",
              () -> new BatchNorm1d(3),
              "batchNorm2d",
              () -> new BatchNorm2d(3),
              "batchNorm2d of larger planes",
              () -> new BatchNorm2d(2),
              "batchNorm2d 0.01 0.3",
              () -> new BatchNorm2d(3, 0.01, 0.3)));

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
  void stepsArePyTorchs(DType type, String name) {
    String start = Golden.prefix(type) + name + "/";
    Layer layer = TABLE.get(name).get();
    layer.buffers().forEach(buffer -> buffer.convert(type));
    for (Parameter parameter : layer.parameters()) {
      parameter.convert(type);
      parameter.value().assign(GOLDEN.get(start + parameter.name()));
    }
    for (int step = 0; step < TRAINING_STEPS; step++) {
      String at = start + "step " + step + " ";
      train(layer, at);
      assertBuffers(layer, at);
    }
    String at = start + "step " + TRAINING_STEPS + " ";
    try (Pass pass = Pass.evaluation()) {
      GOLDEN.assertClose(at + "y", layer.forward(pass.input(GOLDEN.get(at + "x")), pass));
    }
    assertBuffers(layer, at);
  }

  private static void train(Layer layer, String at) {
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor x = pass.variable(GOLDEN.get(at + "x"));
      Tensor y = layer.forward(x, pass);
      GOLDEN.assertClose(at + "y", y);
      pass.backward(y, GOLDEN.get(at + "g"));
      GOLDEN.assertClose(at + "dx", pass.gradient(x));
      for (Parameter parameter : layer.parameters()) {
        GOLDEN.assertClose(at + "d" + parameter.name(), parameter.gradient());
        parameter.clearGradient();
      }
    }
  }

  private static void assertBuffers(Layer layer, String at) {
    for (Buffer buffer : layer.buffers()) {
      GOLDEN.assertClose(at + buffer.name(), buffer.value());
    }
  }
}
