// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.GradientCheck;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Loss;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of losses; one that is not here fails the build. */
class LossesTest {
  private static final Map<String, Loss> LOSSES =
      new TreeMap<>(
          Map.of(
              "crossEntropy", Losses::crossEntropy,
              "meanSquaredError", Losses::meanSquaredError,
              "binaryCrossEntropyWithLogits", Losses::binaryCrossEntropyWithLogits));

  static Set<String> names() {
    return LOSSES.keySet();
  }

  @Test
  void everyLossIsInTheTable() {
    Set<String> methods =
        Arrays.stream(Losses.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(methods, names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isOneNumberWhoseGradientAgreesWithDifferences(String name) {
    for (int seed = 0; seed < 8; seed++) {
      Tensor output = Tensor.of(RandomStream.of(seed).next().normals(12), 3, 4);
      Tensor target =
          name.equals("crossEntropy")
              ? Tensor.of(new int[] {seed % 4, 3, 0}, 3)
              : Tensor.full(0.25f, 3, 4).to(output.dtype());
      assertEquals(1, LOSSES.get(name).of(output, target).size());
      GradientCheck.check(
          name,
          (inputs, pass) -> LOSSES.get(name).of(inputs.get(0), inputs.get(1)),
          List.of(output, target),
          List.of());
    }
  }
}
