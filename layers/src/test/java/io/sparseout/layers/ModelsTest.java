// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
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
  void parametersOfImageModelsAreNamedAsInPyTorch() {
    RandomStream random = RandomStream.of(1);
    assertEquals(
        List.of("0.", "3.", "7.", "10.").stream()
            .flatMap(place -> Stream.of(place + "weight", place + "bias"))
            .toList(),
        names(new LeNet5(1, 8, 8, 3, NONE, random)));
    List<String> vgg = names(new Vgg(1, 8, 8, 3, NONE, random));
    assertEquals(List.of("0.weight", "1.weight", "1.bias", "4.weight"), vgg.subList(0, 4));
    assertEquals(List.of("28.weight", "28.bias"), vgg.subList(vgg.size() - 2, vgg.size()));
    List<String> wide = names(new WideResNet(16, 2, 3, 10, NONE, random));
    assertEquals(
        List.of(
            "conv1.weight",
            "block1.layer.0.bn1.weight",
            "block1.layer.0.bn1.bias",
            "block1.layer.0.conv1.weight",
            "block1.layer.0.bn2.weight",
            "block1.layer.0.bn2.bias",
            "block1.layer.0.conv2.weight",
            "block1.layer.0.convShortcut.weight",
            "block1.layer.1.bn1.weight"),
        wide.subList(0, 9));
    assertEquals(
        List.of("bn1.weight", "bn1.bias", "fc.weight", "fc.bias"),
        wide.subList(wide.size() - 4, wide.size()));
  }

  @Test
  void modelsHaveAsManyParametersAsInPyTorch() {
    RandomStream random = RandomStream.of(1);
    assertEquals(1_663_370, count(new LeNet5(1, 28, 28, 10, NONE, random)));
    assertEquals(814_570, count(new Vgg(3, 32, 32, 10, NONE, random)));
    assertEquals(77_850, count(new WideResNet(10, 1, 3, 10, NONE, random)));
    assertEquals(2_748_890, count(new WideResNet(16, 4, 3, 10, NONE, random)));
  }

  @Test
  void aBlockThatKeepsItsChannelsHasNoShortcut() {
    List<String> names = names(new WideResNet(10, 1, 3, 10, NONE, RandomStream.of(1)));
    assertEquals(
        List.of("block2.layer.0.convShortcut.weight", "block3.layer.0.convShortcut.weight"),
        names.stream().filter(name -> name.contains("Shortcut")).toList());
  }

  @Test
  void aWideResNetWithoutBlocksThatFitIsRefused() {
    for (int depth : new int[] {-2, 4, 11, 20}) {
      assertEquals(
          "wideResNet: depth is 6 n + 4 for n blocks a group (10, 16, 22, 28, ...), not " + depth,
          message(() -> new WideResNet(depth, 1, 3, 10, NONE, RandomStream.of(1))));
    }
    assertEquals(
        "wideResNet: widen is 1 or more, not 0",
        message(() -> new WideResNet(10, 0, 3, 10, NONE, RandomStream.of(1))));
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
        "leNet5: channels is 1 or more, height and width are 4 or more, not 1, 28 and 3",
        message(() -> new LeNet5(1, 28, 3, 10, NONE, random)));
    assertEquals(
        "vgg: channels is 1 or more, height and width are 8 or more, not 0, 8 and 8",
        message(() -> new Vgg(0, 8, 8, 10, NONE, random)));
    assertEquals(
        "leakyRelu: the slope is finite, not NaN", message(() -> new LeakyRelu(Float.NaN)));
  }

  private static List<String> names(Layer layer) {
    return layer.parameters().stream().map(Parameter::name).toList();
  }

  private static int count(Layer layer) {
    return layer.parameters().stream().mapToInt(parameter -> parameter.value().size()).sum();
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
