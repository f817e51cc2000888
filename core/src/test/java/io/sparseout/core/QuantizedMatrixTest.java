// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.Workers;
import io.sparseout.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in eight bits: what they are, and their products. */
class QuantizedMatrixTest {
  private static Tensor random(long seed, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    float[] values = RandomStream.of(seed).next().uniforms(tensor.size());
    for (int i = 0; i < values.length; i++) {
      values[i] -= 0.5f;
    }
    return Tensor.of(values, shape);
  }

  private static float[] linear(Tensor x, QuantizedMatrix w, Tensor bias) {
    try (Pass pass = Pass.evaluation()) {
      return w.linear(pass.input(x), bias).toFloatArray();
    }
  }

  @ParameterizedTest(name = "{0} examples, [{1}, {2}]")
  @CsvSource({
    "0, 3, 4",
    "1, 1, 1",
    "1, 10, 0",
    "1, 10, 1",
    "2, 63, 17",
    "4, 64, 17",
    "5, 65, 17",
    "1, 300, 1000",
    "7, 301, 1000",
    "32, 129, 65",
    "33, 129, 65",
    "40, 0, 7",
    "2, 3, 20000",
  })
  void productsAreThoseOfTheWidenedWeightToTheLastBit(int examples, int out, int in) {
    Tensor x = random(2, examples, in);
    Tensor bias = random(3, out);
    QuantizedMatrix matrix = QuantizedMatrix.of(random(1, out, in));
    int before = Workers.threads();
    try {
      for (int threads : new int[] {1, 2, 5}) {
        Workers.setThreads(threads);
        assertArrayEquals(x.linear(matrix.toFloat(), bias).toFloatArray(), linear(x, matrix, bias));
        assertArrayEquals(x.linear(matrix.toFloat(), null).toFloatArray(), linear(x, matrix, null));
      }
    } finally {
      Workers.setThreads(before);
    }
  }

  /** In panels of 64 outputs, the weight would have more elements than an array can have. */
  @Test
  void takesOneOutputOfMoreInputsThanPanelsCanHave() {
    int features = 1 << 25;
    QuantizedMatrix matrix =
        QuantizedMatrix.of(Tensor.of(new byte[features], 1, features), Tensor.zeros(1));
    assertEquals(0, linear(Tensor.zeros(0, features), matrix, null).length);
  }

  @Test
  void panelsAreNotLargerThanTheWidenedWeightUnlessTheyAreSmall() {
    assertTrue(QuantizedMatrix.worthPanels(10, 1024));
    assertTrue(QuantizedMatrix.worthPanels(16, 1_000_000));
    assertFalse(QuantizedMatrix.worthPanels(15, 1_000_000));
    assertFalse(QuantizedMatrix.worthPanels(1, 1_000_000));
    assertFalse(QuantizedMatrix.worthPanels(100, 20_000_000));
  }

  @Test
  void roundsToTheNearestAndHalvesToEven() {
    float[] row = {127, -127, 0.5f, 1.5f, -0.5f, -2.5f, 0.49f, 100.51f};
    QuantizedMatrix matrix = QuantizedMatrix.of(Tensor.of(row, 1, 8));
    assertArrayEquals(new byte[] {127, -127, 0, 2, 0, -2, 0, 101}, matrix.weight().toByteArray());
    assertEquals(1, matrix.scale().item());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1e-40f, 1e-30f, 1, 3e38f, Float.MAX_VALUE})
  void isWithinHalfAStepAtAnyScale(float largest) {
    Tensor w = random(1, 3, 50);
    float[] values = w.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= i < 50 ? 0 : largest;
    }
    QuantizedMatrix matrix = QuantizedMatrix.of(Tensor.of(values, 3, 50));
    assertEquals(0, matrix.scale().get(0));
    Tensor widened = matrix.toFloat();
    assertTrue(widened.isFinite());
    for (int row = 0; row < 3; row++) {
      double step = matrix.scale().get(row);
      for (int i = 0; i < 50; i++) {
        double w0 = values[row * 50 + i];
        // Half a step, a rounding, and what a scale among the subnormal numbers loses.
        double bound = 0.5 * step + Math.abs(w0) * 1e-6 + 64 * Float.MIN_VALUE;
        assertEquals(w0, widened.get(row, i), bound);
      }
    }
  }

  @Test
  void keepsTheShapeOfAKernel() {
    Tensor w = random(1, 3, 2, 5, 5);
    QuantizedMatrix matrix = QuantizedMatrix.of(w);
    assertEquals(w.shape(), matrix.weight().shape());
    assertEquals(w.shape(), matrix.toFloat().shape());
    assertEquals(DType.INT8, matrix.weight().dtype());
  }

  @Test
  void seesItsTensorsChange() {
    QuantizedMatrix matrix = QuantizedMatrix.of(random(1, 5, 7));
    Tensor x = random(2, 1, 7);
    linear(x, matrix, null);
    QuantizedMatrix other = QuantizedMatrix.of(random(9, 5, 7));
    matrix.weight().assign(other.weight());
    matrix.scale().assign(other.scale());
    assertArrayEquals(linear(x, other, null), linear(x, matrix, null));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void refusesWhatItDoesNotTake() {
    Tensor q = Tensor.of(new byte[6], 2, 3);
    QuantizedMatrix matrix = QuantizedMatrix.of(q, Tensor.zeros(2));
    assertRefused(
        "quantize: a weight is [out, in] or [out, in, h, w], not [3]",
        () -> QuantizedMatrix.of(Tensor.zeros(3)));
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(
          "quantize: weights are finite, not " + bad,
          () -> QuantizedMatrix.of(Tensor.full(bad, 1, 1)));
    }
    for (float bad : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(
          "quantized: a scale is finite, 0 or more, not " + bad,
          () -> QuantizedMatrix.of(q, Tensor.full(bad, 2)));
    }
    assertRefused(
        "quantized: a weight [out, ...] has a scale [out], not [2, 3] and [3]",
        () -> QuantizedMatrix.of(q, Tensor.zeros(3)));
    assertRefused(
        "quantized weight: needs INT8, not FLOAT32 [2, 3]",
        () -> QuantizedMatrix.of(Tensor.zeros(2, 3), Tensor.zeros(2)));
    assertRefused(
        "quantized: takes [m, 3], not [1, 2]; reshape it",
        () -> matrix.linear(Tensor.zeros(1, 2), null));
    assertRefused(
        "quantized: linear takes a weight [out, in], not [1, 1, 1]",
        () ->
            QuantizedMatrix.of(Tensor.of(new byte[1], 1, 1, 1), Tensor.zeros(1))
                .linear(Tensor.zeros(1, 1), null));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.input(Tensor.zeros(1, 3));
      assertEquals(
          "quantized: this weight is for inference and learns nothing; use Pass.evaluation()",
          assertThrows(IllegalStateException.class, () -> matrix.linear(x, null)).getMessage());
    }
  }
}
