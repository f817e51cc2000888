// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds of described models, against the models themselves. */
class ModelSizeTest {
  private static final RandomStream RANDOM = RandomStream.of(0);
  private static final Layer NOTHING = (x, pass) -> x;

  @TempDir Path folder;

  static Stream<Arguments> classifiers() {
    return Stream.of(
        Arguments.of("linear", new Mlp(3 * 16 * 24, List.of(), 5, NOTHING, RANDOM)),
        Arguments.of("mlp:8,4", new Mlp(3 * 16 * 24, List.of(8, 4), 5, NOTHING, RANDOM)),
        Arguments.of("lenet5", new LeNet5(3, 16, 24, 5, NOTHING, RANDOM)),
        Arguments.of("vgg", new Vgg(3, 16, 24, 5, NOTHING, RANDOM)),
        Arguments.of("wrn-10-1", new WideResNet(10, 1, 3, 5, NOTHING, RANDOM)),
        Arguments.of("wrn-16-2", new WideResNet(16, 2, 3, 5, NOTHING, RANDOM)));
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void aClassifierHasTheLeastAndNotManyTimesAsMuch(String name, Layer model) {
    ModelDescription described =
        new ModelDescription(
            name, null, "x", 3, 16, 24, List.of("a", "b", "c", "d", "e"), null, null);
    near(ModelSize.least(described), model);
  }

  @ParameterizedTest
  @CsvSource({"lstm:8x2, false", "lstm:8x2, true", "gru:8, false", "rnn:8x3, true"})
  void aLanguageModelToo(String name, boolean tied) {
    LanguageDescription described =
        new LanguageDescription(
            name, 6, tied, List.of(), null, "x", "words", 1, null, List.of("a", "b", "c"), "");
    near(ModelSize.least(described), described.builder().build(RANDOM));
  }

  private static void near(long least, Layer model) {
    long all = model.parameters().stream().mapToLong(each -> each.value().size()).sum();
    assertTrue(least <= all && all <= 10 * least, least + " of " + all);
  }

  @Test
  void aFileThatIsTooSmallIsRefused() {
    Path file = folder.resolve("small.safetensors");
    Safetensors.write(file, Map.of("x", Tensor.zeros(7)), Map.of());
    ModelSize.require(file, 7);
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> ModelSize.require(file, 8));
    assertTrue(e.getMessage().contains("has 8 weights or more, the file 7"), e.getMessage());
  }
}
