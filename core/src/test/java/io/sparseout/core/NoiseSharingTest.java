// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Noise whose draws are shared: over the first axis, and by the numbers of rows. */
class NoiseSharingTest {
  private static final float P = 0.4f;

  static Stream<Arguments> noises() {
    return Stream.of(
        Arguments.of(2f, false), // Dropout
        Arguments.of(1.5f, false),
        Arguments.of(1f, true),
        Arguments.of(3f, true));
  }

  private static Layer noise(float q, boolean exact) {
    return (x, pass) -> x.sparseoutNoise(P, q, 0, exact);
  }

  /** Output and gradient of a call with the key of one place and step. */
  private static float[][] run(Tensor x, Tensor g, Call call) {
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor input = pass.variable(x);
      Tensor y = call.apply(input, pass);
      pass.backward(y, g);
      return new float[][] {y.toFloatArray(), pass.gradient(input).toFloatArray()};
    }
  }

  @FunctionalInterface
  private interface Call {
    Tensor apply(Tensor x, Pass pass);
  }

  /** Each slice is what noise alone would make of it: the draws are those of its shape. */
  @ParameterizedTest
  @MethodSource("noises")
  void allIndicesOfTheFirstAxisShareTheUnlockedDraws(float q, boolean exact) {
    Layer layer = noise(q, exact);
    Tensor x = normals(1, 5, 4, 37);
    Tensor g = normals(2, 5, 4, 37);
    float[][] locked = run(x, g, (t, pass) -> pass.callLocked("at", layer, t));
    for (int i = 0; i < 5; i++) {
      float[][] alone =
          run(x.slice(i, i + 1), g.slice(i, i + 1), (t, pass) -> pass.call("at", layer, t));
      for (int k = 0; k < 2; k++) {
        float[] part = Arrays.copyOfRange(locked[k], i * 148, (i + 1) * 148);
        assertArrayEquals(alone[k], part, "index " + i + ", result " + k);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("noises")
  void lockedNoiseIsTheSameBitsForAnyThreads(float q, boolean exact) {
    Tensor x = normals(1, 35, 20, 203);
    Tensor g = normals(2, 35, 20, 203);
    DirectConvolution.anyThreadsGive(
        () -> run(x, g, (t, pass) -> pass.callLocked("at", noise(q, exact), t)));
  }

  @Test
  void equalValuesAreKeptOrDroppedTogetherOverTime() {
    float[] y =
        run(
            Tensor.full(1, 6, 50),
            Tensor.full(1, 6, 50),
            (t, pass) -> pass.callLocked("at", noise(2, false), t))[0];
    float[] first = Arrays.copyOf(y, 50);
    assertTrue(contains(first, 0) && contains(first, 1 / (1 - P)), Arrays.toString(first));
    for (int i = 1; i < 6; i++) {
      assertArrayEquals(first, Arrays.copyOfRange(y, 50 * i, 50 * (i + 1)));
    }
  }

  /** A mask is the one of the noise of the same key, however its draws are shared. */
  @Test
  void masksAreThoseOfNoise() {
    Tensor ones = Tensor.full(1, 6, 5, 130);
    Tensor numbers = Tensor.of(new int[] {7, 0, 7, 130, 64, 1}, 6);
    Layer noise = noise(2, false);
    Layer mask = (x, pass) -> pass.bernoulli(x.dtype(), 1 - (double) P, x.shape().dims());
    List<Call> calls = new ArrayList<>();
    for (Layer layer : List.of(noise, mask)) {
      calls.add((x, pass) -> pass.call("at", layer, x));
      calls.add((x, pass) -> pass.callLocked("at", layer, x));
      calls.add((x, pass) -> pass.callByRow("at", layer, x, numbers));
      for (int axes = 0; axes <= 3; axes++) {
        int first = axes;
        calls.add((x, pass) -> pass.callByAxes("at", first, layer, x));
      }
    }
    int half = calls.size() / 2;
    for (int i = 0; i < half; i++) {
      for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
        try (Pass pass = Pass.training(RandomStream.of(8));
            Pass same = Pass.training(RandomStream.of(8))) {
          float[] y = calls.get(i).apply(pass.input(ones.to(type)), pass).toFloatArray();
          float[] drawn = calls.get(half + i).apply(same.input(ones.to(type)), same).toFloatArray();
          for (int j = 0; j < y.length; j++) {
            assertEquals(y[j] == 0 ? 0 : 1, drawn[j], "call " + i + ", element " + j);
          }
        }
      }
    }
  }

  /** With one axis each example has a draw, with two each channel; with none there is one. */
  @Test
  void theFirstAxesSayWhatSharesADraw() {
    for (int axes = 0; axes <= 3; axes++) {
      int first = axes;
      Layer normal = (x, pass) -> pass.normal(x.dtype(), x.shape().dims());
      float[] y;
      try (Pass pass = Pass.training(RandomStream.of(8))) {
        y = pass.callByAxes("at", first, normal, pass.input(Tensor.zeros(3, 4, 5))).toFloatArray();
      }
      int together = new int[] {60, 20, 5, 1}[axes];
      for (int i = 1; i < 60; i++) {
        assertEquals(i % together != 0, y[i] == y[i - 1], axes + " axes, element " + i);
      }
    }
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor x = pass.input(Tensor.zeros(3));
      assertEquals(
          "noise by the first 2 axes: the input has fewer, [3]",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> pass.callByAxes("at", 2, noise(2, false), x))
              .getMessage());
    }
  }

  @Test
  void drawsAreTheSameBitsForAnyThreads() {
    int[] shape = {37, 5, 71, 67};
    List<Layer> draws =
        List.of(
            (x, pass) -> pass.bernoulli(x.dtype(), 0.3, shape),
            (x, pass) -> pass.normal(x.dtype(), shape),
            (x, pass) -> pass.blocks(x.dtype(), 0.05, 3, shape),
            (x, pass) -> x.smallest(0.3));
    Tensor x = normals(1, 370, 2_379);
    for (Layer draw : draws) {
      for (int kind = 0; kind < 3; kind++) {
        int how = kind;
        DirectConvolution.anyThreadsGive(
            () -> {
              try (Pass pass = Pass.training(RandomStream.of(8))) {
                Tensor in = pass.input(x);
                Tensor y =
                    how == 0
                        ? pass.call("at", draw, in)
                        : how == 1
                            ? pass.callLocked("at", draw, in)
                            : pass.callByAxes("at", 2, draw, in);
                return new float[][] {y.toFloatArray()};
              }
            });
      }
    }
  }

  /** What is around a locked part, and what comes after it, draws as ever. */
  @Test
  void nestedCallsRestoreWhatWasBefore() {
    Layer layer = noise(2, false);
    Tensor ones = Tensor.full(1, 2, 100);
    List<float[]> seen = new ArrayList<>();
    Layer keep =
        (x, pass) -> {
          seen.add(pass.call("noise", layer, x).toFloatArray());
          return x;
        };
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor x = pass.input(ones);
      Tensor numbers = Tensor.of(new int[] {3, 4}, 2);
      keep.forward(x, pass);
      pass.callLocked(
          "locked",
          (y, inner) -> {
            keep.forward(y, inner);
            inner.callByRow("rows", keep, y, numbers);
            return keep.forward(y, inner);
          },
          x);
      keep.forward(x, pass);
      Layer failing =
          (y, inner) -> {
            throw new IllegalArgumentException("on purpose");
          };
      assertThrows(IllegalArgumentException.class, () -> pass.callLocked("failing", failing, x));
      keep.forward(x, pass);
    }
    assertEquals(
        List.of("own", "locked", "by row", "locked", "own", "own"),
        seen.stream().map(NoiseSharingTest::kind).toList());
  }

  /** How two rows of 100 ones shared their draws. */
  private static String kind(float[] rows) {
    float[] first = Arrays.copyOf(rows, 100);
    float[] second = Arrays.copyOfRange(rows, 100, 200);
    if (!(contains(first, 0) && contains(first, 1 / (1 - P)))) {
      return "by row";
    }
    return Arrays.equals(first, second) ? "locked" : "own";
  }

  /** Rows of one number share the draw of their number, whatever else the batch holds. */
  @ParameterizedTest
  @MethodSource("noises")
  void wholeRowsOfOneNumberShareADraw(float q, boolean exact) {
    Layer layer = noise(q, exact);
    int[] numbers = {7, 0, 7, 130, 64, 1, 0, 65};
    Tensor x = normals(3, 8, 13);
    Tensor g = normals(4, 8, 13);
    float[][] all = run(x, g, (t, pass) -> byRow(layer, t, pass, numbers));
    int[] kept = new int[131];
    for (int i = 0; i < 8; i++) {
      int number = numbers[i];
      float[][] alone =
          run(x.slice(i, i + 1), g.slice(i, i + 1), (t, pass) -> byRow(layer, t, pass, number));
      for (int k = 0; k < 2; k++) {
        float[] row = Arrays.copyOfRange(all[k], 13 * i, 13 * (i + 1));
        assertArrayEquals(alone[k], row, "row " + i + ", result " + k);
      }
      for (int j = 0; j < 13; j++) {
        double r = rate(x.get(i, j), all[0][13 * i + j], q);
        int outcome = Math.abs(r) < 1e-3 ? -1 : 1;
        assertEquals(outcome < 0 ? 0 : 1 / (1 - (double) P), r, 1e-3, "row " + i);
        assertTrue(kept[number] == 0 || kept[number] == outcome, "number " + number);
        kept[number] = outcome;
      }
    }
    assertTrue(Arrays.stream(kept).anyMatch(k -> k < 0), "some row is dropped");
    assertTrue(Arrays.stream(kept).anyMatch(k -> k > 0), "some row is kept");
  }

  /** r/(1-p) of y = x (1 + |x|^((q-2)/2) (r/(1-p) - 1)). */
  private static double rate(double x, double y, double q) {
    return 1 + (y / x - 1) / Math.pow(Math.abs(x), (q - 2) / 2);
  }

  private static Tensor byRow(Layer layer, Tensor x, Pass pass, int... numbers) {
    return pass.callByRow("at", layer, x, Tensor.of(numbers, numbers.length));
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.5", "0.9"})
  void rowsAreDroppedWithTheProbabilityThatIsGiven(float p) {
    int n = 20_000;
    int[] numbers = new int[n];
    Arrays.setAll(numbers, i -> i);
    float[] y;
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor x = pass.input(Tensor.full(1, n, 1));
      y = byRow((t, inner) -> t.sparseoutNoise(p, 2, 0, false), x, pass, numbers).toFloatArray();
    }
    int dropped = 0;
    for (float value : y) {
      dropped += value == 0 ? 1 : 0;
    }
    assertEquals(p, dropped / (double) n, 4.5 * Math.sqrt(p * (1 - p) / n));
  }

  @Test
  void gradientsOfSharedNoiseAgreeWithDifferences() {
    Tensor x = normals(5, 3, 2, 5).to(DType.FLOAT64);
    Tensor numbers = Tensor.of(new int[] {1, 2, 1}, 3);
    for (float q : new float[] {1, 2, 2.5f}) {
      Layer layer = noise(q, true);
      GradientCheck.check(
          "locked, q=" + q,
          (in, pass) -> pass.callLocked("at", layer, in.get(0)),
          List.of(x),
          List.of());
      GradientCheck.check(
          "by row, q=" + q,
          (in, pass) -> pass.callByRow("at", layer, in.get(0), numbers),
          List.of(x),
          List.of());
    }
  }

  @Test
  void asManyRowsAsNumbersAreNeeded() {
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor x = pass.input(Tensor.full(1, 3, 2));
      assertEquals(
          "noise by row: 2 rows are numbered, the input is [3, 2]",
          assertThrows(IllegalArgumentException.class, () -> byRow(noise(2, false), x, pass, 4, 5))
              .getMessage());
    }
  }

  @Test
  void eachCallHasDrawsOfItsOwn() {
    try (Pass pass = Pass.training(RandomStream.of(8))) {
      Tensor x = pass.input(Tensor.full(1, 2, 100));
      float[] first = pass.callLocked("at", noise(2, false), x).toFloatArray();
      float[] second = pass.callLocked("at", noise(2, false), x).toFloatArray();
      assertFalse(Arrays.equals(first, second));
    }
  }

  private static boolean contains(float[] values, float wanted) {
    for (float value : values) {
      if (Math.abs(value - wanted) < 1e-6f) {
        return true;
      }
    }
    return false;
  }

  /** None nearer to 0 than 0.1. */
  private static Tensor normals(long seed, int... shape) {
    double[] draws = RandomStream.of(seed).next().normals(Shape.of(shape).size());
    Arrays.setAll(draws, i -> draws[i] + Math.copySign(0.1, draws[i]));
    return Tensor.of(draws, shape).to(DType.FLOAT32);
  }
}
