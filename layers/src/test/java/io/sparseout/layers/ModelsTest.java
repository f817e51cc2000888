// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Layer NONE = (x, pass) -> x;

  @Test
  void parametersAreNamedAsInPyTorch() {
    RandomStream random = RandomStream.of(1);
    assertEquals(
        List.of("0.weight", "0.bias", "3.weight", "3.bias"),
        names(new Mlp(4, List.of(6), 3, NONE, random)));
    assertEquals(
        List.of("encoder.0.weight", "encoder.0.bias", "decoder.0.weight", "decoder.0.bias"),
        names(new Autoencoder(4, 6, NONE, random)));
    assertEquals(
        List.of("0.0.weight", "0.0.bias"),
        names(Sequential.of(Sequential.of(new Linear(2, 2, random)))));
  }

  @Test
  void aModelWithoutHiddenLayersIsLinear() {
    assertEquals(
        List.of("0.weight", "0.bias"), names(new Mlp(4, List.of(), 3, NONE, RandomStream.of(1))));
  }

  @Test
  void sizesAreChecked() {
    RandomStream random = RandomStream.of(1);
    assertEquals(
        "linear: inFeatures and outFeatures are 1 or more, not 784 and 0",
        message(() -> new Autoencoder(784, 0, NONE, random)));
    assertEquals(
        "linear: inFeatures and outFeatures are 1 or more, not -1 and 3",
        message(() -> new Linear(-1, 3, random)));
    assertEquals(
        "linear: the bias is [3], not [4]",
        message(
            () ->
                new Linear(
                    Initialization.uniform(1).tensor(random, 3, 2),
                    Initialization.uniform(1).tensor(random, 4))));
    assertEquals(
        "leakyRelu: the slope is finite, not NaN", message(() -> new LeakyRelu(Float.NaN)));
  }

  private static List<String> names(Layer layer) {
    return layer.parameters().stream().map(Parameter::name).toList();
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
