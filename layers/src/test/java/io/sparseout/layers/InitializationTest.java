// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Parameter;
import io.sparseout.core.random.RandomStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializationTest {
  private static final int OUT = 300;
  private static final int IN = 500;

  /** Each initialization of a [300, 500] weight with its standard deviation. */
  static Stream<Arguments> deviations() {
    return Stream.of(
        Arguments.of("uniform", Initialization.uniform(0.5), 0.5 / Math.sqrt(3)),
        Arguments.of("normal", Initialization.normal(0.5), 0.5),
        Arguments.of("Xavier uniform", Initialization.xavierUniform(1), Math.sqrt(2.0 / 800)),
        Arguments.of("Xavier normal", Initialization.xavierNormal(1), Math.sqrt(2.0 / 800)),
        Arguments.of("Kaiming uniform", Initialization.kaimingUniform(0), Math.sqrt(2.0 / IN)),
        Arguments.of("Kaiming normal", Initialization.kaimingNormal(0), Math.sqrt(2.0 / IN)),
        Arguments.of(
            "Kaiming, leaky", Initialization.kaimingUniform(2), Math.sqrt(2.0 / (5 * IN))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deviations")
  void hasItsMeanAndDeviation(String name, Initialization initialization, double deviation) {
    float[] values = initialization.tensor(RandomStream.of(3), OUT, IN).toFloatArray();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double n = values.length;
    assertEquals(0, sum / n, 4.5 * deviation / Math.sqrt(n));
    assertEquals(1, Math.sqrt(squares / n) / deviation, 0.01);
  }

  @Test
  void linearStartsAsInPyTorch() {
    Linear layer = new Linear(100, 50, RandomStream.of(1));
    for (Parameter parameter : layer.parameters()) {
      float largest = 0;
      for (float value : parameter.value().toFloatArray()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertTrue(largest <= 0.1f && largest > 0.09f, parameter + " up to " + largest);
    }
  }

  @Test
  void theSameStreamGivesTheSameWeightsAndTheNextStepOthers() {
    RandomStream random = RandomStream.of(1);
    float[] first = Initialization.normal(1).tensor(random, 4).toFloatArray();
    float[] next = Initialization.normal(1).tensor(random, 4).toFloatArray();
    assertArrayEquals(first, Initialization.normal(1).tensor(RandomStream.of(1), 4).toFloatArray());
    assertTrue(first[0] != next[0]);
  }
}
