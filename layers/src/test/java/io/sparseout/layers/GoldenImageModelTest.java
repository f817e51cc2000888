// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models for images: 50 steps of training from the models' own initial weights, which the
 * golden script draws as well, against PyTorch's. A last bit can decide which of two pixels is the
 * maximum of a window, and a wide residual network at its usual rate makes percents of it, in
 * PyTorch too; there the two are compared in FLOAT64.
 */
class GoldenImageModelTest {
  private record Case(
      Function<RandomStream, Layer> model, int[] images, Supplier<Optimizer> optimizer) {}

  private static final Golden GOLDEN = Golden.read("image-models");
  private static final int BATCHES = 4;
  private static final Layer NONE = (x, pass) -> x;

  private static final Map<String, Case> TABLE =
      new TreeMap<>(
          Map.of(
              "float32/lenet5",
              new Case(
                  random -> new LeNet5(1, 28, 28, 10, NONE, random),
                  new int[] {8, 1, 28, 28},
                  () -> new Sgd(0.01).momentum(0.9)),
              "float64/vgg",
              new Case(
                  random -> new Vgg(1, 12, 12, 10, NONE, random),
                  new int[] {4, 1, 12, 12},
                  () -> new Sgd(0.01).momentum(0.9)),
              "float32/wrn-10-2",
              new Case(
                  random -> new WideResNet(10, 2, 3, 10, NONE, random),
                  new int[] {8, 3, 32, 32},
                  () -> new Sgd(0.003).momentum(0.9).nesterov().weightDecay(5e-4)),
              "float64/wrn-10-2",
              new Case(
                  random -> new WideResNet(10, 2, 3, 10, NONE, random),
                  new int[] {4, 3, 12, 12},
                  () -> new Sgd(0.1).momentum(0.9).nesterov().weightDecay(5e-4))));

  static Stream<String> cases() {
    return TABLE.keySet().stream();
  }

  @Test
  void theTableHasTheFilesCases() {
    assertEquals(GOLDEN.cases(""), TABLE.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parametersAndBuffersHaveTheNamesOfPyTorchs(String name) {
    Layer model = model(name);
    Set<String> names = new TreeSet<>();
    model.parameters().forEach(parameter -> names.add(parameter.name()));
    model.buffers().forEach(buffer -> names.add(buffer.name()));
    String expected = GOLDEN.text("state of " + name.substring(name.indexOf('/') + 1));
    assertEquals(new TreeSet<>(List.of(expected.split(" "))), names);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesArePyTorchs(String name) {
    DType type = GOLDEN.get(name + "/losses").dtype();
    Layer model = model(name);
    model.parameters().forEach(parameter -> parameter.convert(type));
    model.buffers().forEach(buffer -> buffer.convert(type));
    Optimizer optimizer = TABLE.get(name).optimizer().get();
    RandomStream random = RandomStream.of(0);
    double[] losses = new double[GOLDEN.get(name + "/losses").size()];
    for (int step = 0; step < losses.length; step++) {
      int batch = step % BATCHES;
      try (Pass pass = Pass.training(random)) {
        Tensor x = images(TABLE.get(name).images(), batch).to(type);
        Tensor y = model.forward(pass.input(x), pass);
        Tensor loss = Losses.crossEntropy(y, labels(x.shape().dim(0), batch));
        pass.backward(loss);
        optimizer.step(model);
        losses[step] = loss.item();
      }
    }
    Tensor actual = Tensor.of(losses, losses.length).to(type);
    GOLDEN.assertClose(name + "/losses", actual, type == DType.FLOAT32 ? 1e-3 : 1e-9, 0);
  }

  private static Layer model(String name) {
    return TABLE.get(name).model().apply(RandomStream.of(1).stream("init"));
  }

  /** Patches of four by four pixels under noise, as the golden script draws them. */
  private static Tensor images(int[] shape, int batch) {
    int size = Shape.of(shape).size();
    float[] patches = RandomStream.of(1).stream("patches").at(batch).uniforms(size / 16);
    float[] pixels = RandomStream.of(1).stream("noise").at(batch).uniforms(size);
    int width = shape[3];
    for (int i = 0; i < size; i++) {
      int patch = i / (4 * width) * (width / 4) + i % width / 4;
      pixels[i] = 0.5f * (patches[patch] + pixels[i]);
    }
    return Tensor.of(pixels, shape);
  }

  private static Tensor labels(int n, int batch) {
    float[] draws = RandomStream.of(1).stream("labels").at(batch).uniforms(n);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (int) (draws[i] * 10);
    }
    return Tensor.of(labels, n);
  }
}
