// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Affine maps of examples with noisy weights of their own, and noise on groups of weights. */
class NoisyProductTest {
  private static final float P = 0.3f;

  /** y and the gradients by x, W and b. */
  private static double[][] run(Tensor x, Tensor w, Tensor b, Tensor g, float q, boolean exact) {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor input = pass.variable(x);
      Tensor weight = pass.variable(w);
      Tensor bias = pass.variable(b);
      Tensor y = input.linearWithNoise(weight, bias, P, q, 0, exact);
      pass.backward(y, g);
      return new double[][] {
        y.toDoubleArray(),
        pass.gradient(input).toDoubleArray(),
        pass.gradient(weight).toDoubleArray(),
        pass.gradient(bias).toDoubleArray()
      };
    }
  }

  /** The weights of one example, column by column: what it makes of unit vectors. */
  private static double[][] noisy(Tensor w, int examples, int example, float q) {
    int out = w.shape().dim(0);
    int in = w.shape().dim(1);
    double[][] noisy = new double[out][in];
    for (int k = 0; k < in; k++) {
      double[] unit = new double[examples * in];
      unit[example * in + k] = 1;
      try (Pass pass = Pass.training(RandomStream.of(3))) {
        Tensor y =
            pass.input(Tensor.of(unit, examples, in)).linearWithNoise(w, null, P, q, 0, true);
        for (int o = 0; o < out; o++) {
          noisy[o][k] = y.get(example, o);
        }
      }
    }
    return noisy;
  }

  /** Against products with the weights of one example after the other. */
  @ParameterizedTest
  @CsvSource({"2, true", "1, false", "1, true", "1.37, true", "3, false"})
  void eachExampleHasItsOwnWeightsForwardAndBackward(float q, boolean exact) {
    int n = 3;
    int in = 7;
    int out = 5;
    Tensor x = normals(1, n, in);
    Tensor w = normals(2, out, in);
    Tensor b = normals(3, out);
    Tensor g = normals(4, n, out);
    double[][] actual = run(x, w, b, g, q, exact);
    double[] y = new double[n * out];
    double[] gx = new double[n * in];
    double[] gw = new double[out * in];
    double[] gb = new double[out];
    Set<String> masks = new HashSet<>();
    for (int i = 0; i < n; i++) {
      double[][] own = noisy(w, n, i, q);
      StringBuilder mask = new StringBuilder();
      for (int o = 0; o < out; o++) {
        y[i * out + o] = b.get(o);
        gb[o] += g.get(i, o);
        for (int k = 0; k < in; k++) {
          double value = w.get(o, k);
          double power = Math.pow(Math.abs(value), (q - 2) / 2.0);
          double r = 1 + (own[o][k] / value - 1) / power;
          boolean kept = r > 0.5;
          assertEquals(kept ? 1 / (1 - (double) P) : 0, r, 1e-9);
          mask.append(kept ? 1 : 0);
          double m = 1 + (exact ? q / 2.0 : 1) * power * (r - 1);
          y[i * out + o] += x.get(i, k) * own[o][k];
          gx[i * in + k] += g.get(i, o) * own[o][k];
          gw[o * in + k] += g.get(i, o) * x.get(i, k) * m;
        }
      }
      masks.add(mask.toString());
    }
    assertEquals(n, masks.size(), "a mask for each example");
    assertArrayEquals(y, actual[0], 1e-12);
    assertArrayEquals(gx, actual[1], 1e-12);
    assertArrayEquals(gw, actual[2], 1e-12);
    assertArrayEquals(gb, actual[3], 1e-12);
  }

  /** Of several blocks of rows, the last of them shorter, and of rows longer than a block. */
  @ParameterizedTest
  @CsvSource({"9, 700, 75", "3, 20000, 3"})
  void theBitsAreTheSameForAnyThreads(int n, int in, int out) {
    Tensor x = normals(1, n, in).to(DType.FLOAT32);
    Tensor w = normals(2, out, in).to(DType.FLOAT32);
    Tensor b = normals(3, out).to(DType.FLOAT32);
    Tensor g = normals(4, n, out).to(DType.FLOAT32);
    for (float q : new float[] {1, 2}) {
      DirectConvolution.anyThreadsGive(
          () ->
              Arrays.stream(run(x, w, b, g, q, true))
                  .map(NoisyProductTest::floats)
                  .toArray(float[][]::new));
    }
  }

  /** The noise of weights is that of activations, and is not locked. */
  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "1.37, false", "2, false", "3, true", "1, true"})
  void noiseOfWeightsIsSparseoutsInEveryBit(float q, boolean exact) {
    Tensor w = normals(2, 9, 1100).to(DType.FLOAT32);
    Tensor g = normals(3, 9, 1100).to(DType.FLOAT32);
    float[][] expected = noise(w, g, x -> x.sparseoutNoise(P, q, 0, exact), false);
    for (boolean locked : new boolean[] {false, true}) {
      float[][] actual = noise(w, g, x -> x.weightNoise(P, q, 0, exact), locked);
      assertArrayEquals(expected[0], actual[0]);
      assertArrayEquals(expected[1], actual[1], exact ? 1e-4f : 0);
    }
    DirectConvolution.anyThreadsGive(() -> noise(w, g, x -> x.weightNoise(P, q, 0, exact), false));
  }

  private static float[][] noise(Tensor w, Tensor g, UnaryOperator<Tensor> noise, boolean locked) {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor weight = pass.variable(w);
      Layer layer = (x, inside) -> noise.apply(x);
      Tensor y = locked ? pass.callLocked("at", layer, weight) : pass.call("at", layer, weight);
      pass.backward(y, g);
      return new float[][] {y.toFloatArray(), pass.gradient(weight).toFloatArray()};
    }
  }

  @Test
  void groupsAndNormsAreTheSameBitsForAnyThreads() {
    Tensor w = normals(2, 200, 600).to(DType.FLOAT32);
    DirectConvolution.anyThreadsGive(
        () -> {
          try (Pass pass = Pass.training(RandomStream.of(3))) {
            Tensor weight = pass.variable(w);
            Tensor y = weight.groupNoise(4, P, 1.5f, 0, true);
            Tensor rows = y.norms(0);
            Tensor columns = y.norms(1);
            pass.backward(rows.sum().plus(columns.sum()));
            return new float[][] {
              y.toFloatArray(),
              rows.toFloatArray(),
              columns.toFloatArray(),
              pass.gradient(weight).toFloatArray()
            };
          }
        });
  }

  /** Gradients that are there already are added to. */
  @Test
  void gradientsAddUpOverPasses() {
    Parameter weight = new Parameter("weight", normals(2, 4, 3));
    double[] once = null;
    for (int round = 1; round <= 2; round++) {
      try (Pass pass = Pass.training(RandomStream.of(3))) {
        Tensor y =
            pass.input(normals(1, 5, 3)).linearWithNoise(pass.use(weight), null, P, 1, 0, true);
        pass.backward(y.sum());
      }
      double[] sum = weight.gradient().toDoubleArray();
      once = once == null ? sum : once;
      for (int i = 0; i < sum.length; i++) {
        assertEquals(round * once[i], sum[i], 1e-12);
      }
    }
  }

  @Test
  void groupsShareADrawAndOtherGroupsDoNot() {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      double[] y =
          pass.input(Tensor.full(1, 40, 6)).groupNoise(3, 0.5f, 2, 0, false).toDoubleArray();
      boolean differ = false;
      for (int i = 0; i < y.length; i++) {
        assertEquals(y[i - i % 3], y[i]);
        differ |= y[i] != y[0];
      }
      assertTrue(differ);
    }
  }

  @Test
  void aZeroIsLeftAsItIsAndItsDerivativeIsOne() {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor w = pass.variable(Tensor.zeros(5, 4));
      Tensor y = w.groupNoise(2, 0.5f, 1, 0, true);
      pass.backward(y.sum());
      assertArrayEquals(new float[20], y.toFloatArray());
      float[] ones = new float[20];
      Arrays.fill(ones, 1);
      assertArrayEquals(ones, pass.gradient(w).toFloatArray());
    }
  }

  /** Where there is no derivative, it is 0. */
  @Test
  void normsAndPowersOfZeroHaveTheDerivativeZero() {
    for (double exponent : new double[] {0.01, 0.5, 1, 1.5}) {
      try (Pass pass = Pass.training(RandomStream.of(3))) {
        Tensor x = pass.variable(Tensor.of(new float[] {0, -0f, 1}, 3));
        Tensor y = x.absPow(exponent);
        pass.backward(y.sum().times(4096)); // times which the largest powers are infinite
        assertArrayEquals(new float[] {0, 0, 1}, y.toFloatArray());
        float[] gradient = pass.gradient(x).toFloatArray();
        assertEquals(0, Math.abs(gradient[0]) + Math.abs(gradient[1]), "exponent " + exponent);
        assertEquals(4096 * exponent, gradient[2], 4096 * 1e-6);
      }
    }
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor x = pass.variable(Tensor.of(new float[] {0, 0, 3, 4}, 2, 2));
      Tensor norms = x.norms(0);
      pass.backward(norms.sum());
      assertArrayEquals(new float[] {0, 5}, norms.toFloatArray());
      assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, pass.gradient(x).toFloatArray(), 1e-7f);
    }
  }

  @Test
  void signsAreOneZeroOrMinusOneAndHaveNoGradient() {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor x = pass.variable(Tensor.of(new float[] {-2, 0, 1e-30f, Float.NaN}, 4));
      assertArrayEquals(new float[] {-1, 0, 1, Float.NaN}, x.sign().toFloatArray());
      assertFalse(x.sign().wantsGradient());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (Pass pass = Pass.training(RandomStream.of(3))) {
      Tensor w = pass.input(Tensor.zeros(4, 6));
      assertEquals(
          "groupNoise: the size of a group divides the 6 weights of a row of [4, 6], from 1 to 6,"
              + " and is not 4",
          message(() -> w.groupNoise(4, P, 1, 0, false)));
      assertEquals(
          "groupNoise: the size of a group divides the 6 weights of a row of [4, 6], from 1 to 6,"
              + " and is not 0",
          message(() -> w.groupNoise(0, P, 1, 0, false)));
      assertEquals(
          "linearWithNoise: the weight [4, 6] takes 6 features, the input [2, 5] has 5",
          message(() -> pass.input(Tensor.zeros(2, 5)).linearWithNoise(w, null, P, 1, 0, true)));
      assertEquals(
          "sparseout: p is the probability of dropping, from 0 to 1, not NaN",
          message(() -> w.linearWithNoise(w, null, Float.NaN, 1, 0, true)));
      assertEquals(
          "absPow: an exponent is more than 0 and finite, not NaN",
          message(() -> w.absPow(Double.NaN)));
    }
    assertThrows(
        IllegalStateException.class,
        () -> Tensor.zeros(2, 6).linearWithNoise(Tensor.zeros(4, 6), null, P, 1, 0, true));
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static Tensor normals(long seed, int... shape) {
    return Tensor.of(RandomStream.of(seed).next().normals(Shape.of(shape).size()), shape);
  }
}
