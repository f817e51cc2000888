// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs and gradients of every layer and loss against PyTorch's. */
class GoldenLayerTest {
  private static final Golden LAYERS = Golden.read("layers");
  private static final Golden LOSSES = Golden.read("losses");
  private static final Map<String, Function<String, Layer>> LAYER_TABLE = new TreeMap<>();
  private static final Map<String, BinaryOperator<Tensor>> LOSS_TABLE = new TreeMap<>();

  static {
    LAYER_TABLE.put("linear", GoldenLayerTest::linear);
    LAYER_TABLE.put("linear without bias", at -> new Linear(tensor(at + "weight"), null));
    LAYER_TABLE.put("linear of a vector", GoldenLayerTest::linear);
    LAYER_TABLE.put("linear of 3 axes", GoldenLayerTest::linear);
    LAYER_TABLE.put(
        "conv2d", at -> new Conv2d(tensor(at + "weight"), tensor(at + "bias"), 2, 1, 1, 1));
    LAYER_TABLE.put(
        "conv2d without bias", at -> new Conv2d(tensor(at + "weight"), null, 1, 1, 1, 1));
    LAYER_TABLE.put("relu", at -> new Relu());
    LAYER_TABLE.put("leakyRelu", at -> new LeakyRelu());
    LAYER_TABLE.put("leakyRelu 0.25", at -> new LeakyRelu(0.25f));
    LAYER_TABLE.put("sigmoid", at -> new Sigmoid());
    LAYER_TABLE.put("tanh", at -> new Tanh());
    LAYER_TABLE.put("gelu", at -> new Gelu());
    LAYER_TABLE.put("softmax", at -> new Softmax());
    LAYER_TABLE.put("logSoftmax", at -> new LogSoftmax());
    LAYER_TABLE.put("flatten", at -> new Flatten());
    LAYER_TABLE.put("maxPool2d", at -> new MaxPool2d(2));
    LAYER_TABLE.put("maxPool2d 3 2 1", at -> new MaxPool2d(3, 2, 1));
    LAYER_TABLE.put("avgPool2d", at -> new AvgPool2d(2));
    LAYER_TABLE.put("avgPool2d 3 2 1", at -> new AvgPool2d(3, 2, 1));
    LAYER_TABLE.put("globalAvgPool2d", at -> new GlobalAvgPool2d());
    LAYER_TABLE.put(
        "residual", at -> new Residual(Sequential.of(linear(at + "body.0."), new Tanh())));
    LAYER_TABLE.put(
        "residual with shortcut",
        at -> new Residual(linear(at + "body."), linear(at + "shortcut.")));
    LAYER_TABLE.put(
        "sequential", at -> Sequential.of(linear(at + "0."), new Tanh(), linear(at + "2.")));
    LAYER_TABLE.put(
        "sequential of sequentials",
        at ->
            Sequential.of(
                Sequential.of(linear(at + "0.0."), new Gelu()),
                Sequential.of(linear(at + "1.0."))));

    LOSS_TABLE.put("crossEntropy", Losses::crossEntropy);
    LOSS_TABLE.put("meanSquaredError", Losses::meanSquaredError);
    LOSS_TABLE.put("binaryCrossEntropyWithLogits", Losses::binaryCrossEntropyWithLogits);
  }

  private static Layer linear(String at) {
    return new Linear(tensor(at + "weight"), tensor(at + "bias"));
  }

  private static Tensor tensor(String name) {
    return LAYERS.get(name).copy();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTablesHaveTheFilesCases(DType type) {
    assertEquals(LAYERS.cases(Golden.prefix(type)), LAYER_TABLE.keySet());
    assertEquals(LOSSES.cases(Golden.prefix(type)), LOSS_TABLE.keySet());
  }

  static Stream<Arguments> layers() {
    return inBothTypes(LAYER_TABLE.keySet());
  }

  static Stream<Arguments> losses() {
    return inBothTypes(LOSS_TABLE.keySet());
  }

  private static Stream<Arguments> inBothTypes(Set<String> names) {
    return names.stream()
        .flatMap(
            name -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(type, name)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void outputAndGradientsOfALayerArePyTorchs(DType type, String name) {
    String at = Golden.prefix(type) + name + "/";
    Layer layer = LAYER_TABLE.get(name).apply(at);
    Set<String> gradients = new TreeSet<>(Set.of(at + "dx0"));
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor x = pass.variable(LAYERS.get(at + "x0"));
      Tensor y = layer.forward(x, pass);
      LAYERS.assertClose(at + "y", y);
      pass.backward(y, LAYERS.get(at + "g"));
      LAYERS.assertClose(at + "dx0", pass.gradient(x));
      for (Parameter parameter : layer.parameters()) {
        LAYERS.assertClose(at + "d" + parameter.name(), parameter.gradient());
        gradients.add(at + "d" + parameter.name());
      }
    }
    assertEquals(LAYERS.names(at + "d"), gradients);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void outputAndGradientsOfALossArePyTorchs(DType type, String name) {
    String at = Golden.prefix(type) + name + "/";
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor x = pass.variable(LOSSES.get(at + "x0"));
      Tensor target = LOSSES.get(at + "x1");
      boolean differentiable = target.dtype() != DType.INT32;
      target = differentiable ? pass.variable(target) : target;
      Tensor y = LOSS_TABLE.get(name).apply(x, target);
      LOSSES.assertClose(at + "y", y);
      pass.backward(y, LOSSES.get(at + "g"));
      LOSSES.assertClose(at + "dx0", pass.gradient(x));
      if (differentiable) {
        LOSSES.assertClose(at + "dx1", pass.gradient(target));
      }
    }
  }
}
