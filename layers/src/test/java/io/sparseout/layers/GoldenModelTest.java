// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ready models, from weights under PyTorch's names: output, gradients and 50 steps of training
 * against PyTorch's.
 */
class GoldenModelTest {
  private record Case(
      Supplier<Layer> model, BinaryOperator<Tensor> loss, Supplier<Optimizer> optimizer) {}

  private static final Golden GOLDEN = Golden.read("models");
  private static final int BATCHES = 4;
  private static final Layer NO_REGULARIZER = (x, pass) -> x;

  private static final Map<String, Case> TABLE =
      new TreeMap<>(
          Map.of(
              "mlp",
              new Case(
                  () -> new Mlp(12, List.of(10, 8), 4, NO_REGULARIZER, RandomStream.of(0)),
                  Losses::crossEntropy,
                  () -> new Sgd(0.1).momentum(0.9)),
              "autoencoder",
              new Case(
                  () -> new Autoencoder(14, 6, NO_REGULARIZER, RandomStream.of(0)),
                  Losses::meanSquaredError,
                  () -> new Adam(0.01))));

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTableHasTheFilesModels(DType type) {
    assertEquals(GOLDEN.cases(Golden.prefix(type)), TABLE.keySet());
  }

  static Stream<Arguments> models() {
    return TABLE.keySet().stream()
        .flatMap(
            name -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(type, name)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void outputAndGradientsArePyTorchs(DType type, String name) {
    String at = Golden.prefix(type) + name + "/";
    Layer model = load(type, name);
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor y = model.forward(pass.input(GOLDEN.get(at + "x0")), pass);
      GOLDEN.assertClose(at + "y", y);
      pass.backward(TABLE.get(name).loss().apply(y, GOLDEN.get(at + "target0")));
      for (Parameter parameter : model.parameters()) {
        GOLDEN.assertClose(at + "gradient of " + parameter.name(), parameter.gradient());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void lossesAndTrainedWeightsArePyTorchs(DType type, String name) {
    String at = Golden.prefix(type) + name + "/";
    Layer model = load(type, name);
    Optimizer optimizer = TABLE.get(name).optimizer().get();
    RandomStream random = RandomStream.of(0);
    double[] losses = new double[GOLDEN.get(at + "losses").size()];
    for (int step = 0; step < losses.length; step++) {
      int batch = step % BATCHES;
      try (Pass pass = Pass.training(random)) {
        Tensor y = model.forward(pass.input(GOLDEN.get(at + "x" + batch)), pass);
        Tensor loss = TABLE.get(name).loss().apply(y, GOLDEN.get(at + "target" + batch));
        pass.backward(loss);
        optimizer.step(model);
        losses[step] = loss.item();
      }
    }
    GOLDEN.assertClose(at + "losses", Tensor.of(losses, losses.length).to(type));
    for (Parameter parameter : model.parameters()) {
      GOLDEN.assertClose(at + "trained " + parameter.name(), parameter.value());
    }
  }

  private static Layer load(DType type, String name) {
    Layer model = TABLE.get(name).model().get();
    Checkpoint.load(Golden.path(name + "-weights"), model);
    model.parameters().forEach(parameter -> parameter.convert(type));
    return model;
  }
}
