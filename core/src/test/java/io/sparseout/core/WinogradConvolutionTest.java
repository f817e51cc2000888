// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions of the sizes that Winograd's method computes, against direct sums in double. */
class WinogradConvolutionTest {
  /** The bound of the errors that {@link Tensor#conv2d} states, in units of a float. */
  private static final double BOUND = 2 * 0x1p-24;

  private record Sizes(
      int n, int channels, int height, int width, int outputs, int kernel, int padding) {
    static Sizes draw(SplittableRandom random) {
      while (true) {
        int kernel = random.nextBoolean() ? 3 : 5;
        Sizes sizes =
            new Sizes(
                random.nextInt(1, 7),
                random.nextInt(12, 70),
                random.nextInt(1, 26),
                random.nextInt(1, 26),
                random.nextInt(12, 70),
                kernel,
                random.nextInt(0, kernel));
        if (sizes.outHeight() > 0 && sizes.outWidth() > 0 && sizes.isWinograd()) {
          return sizes;
        }
      }
    }

    boolean isWinograd() {
      return WinogradConvolution.suits(
          new ConvolutionSizes(
              n, channels, height, width, outputs, kernel, kernel, 1, padding, 1, 1));
    }

    int outHeight() {
      return height + 2 * padding - kernel + 1;
    }

    int outWidth() {
      return width + 2 * padding - kernel + 1;
    }

    Tensor input(RandomStream random) {
      return normal(random, n, channels, height, width);
    }

    Tensor weight(RandomStream random) {
      return normal(random, outputs, channels, kernel, kernel);
    }

    Tensor gradient(RandomStream random) {
      return normal(random, n, outputs, outHeight(), outWidth());
    }

    Tensor apply(Tensor x, Tensor w, Tensor b) {
      return x.conv2d(w, b, 1, padding, 1, 1);
    }
  }

  private static Tensor normal(RandomStream random, int... shape) {
    return Tensor.of(random.next().normals(Shape.of(shape).size()), shape);
  }

  /** What the naive loops give. */
  private static final class Direct {
    final double[] y;
    final double[] gx;
    final double[] gw;

    Direct(Sizes s, double[] x, double[] w, double[] g) {
      y = new double[g.length];
      gx = new double[x.length];
      gw = new double[w.length];
      int at = 0;
      for (int image = 0; image < s.n; image++) {
        for (int o = 0; o < s.outputs; o++) {
          for (int row = 0; row < s.outHeight(); row++) {
            for (int column = 0; column < s.outWidth(); column++, at++) {
              add(s, x, w, g[at], at, image, o, row, column);
            }
          }
        }
      }
    }

    private void add(
        Sizes s, double[] x, double[] w, double g, int at, int image, int o, int row, int column) {
      for (int c = 0; c < s.channels; c++) {
        for (int i = 0; i < s.kernel; i++) {
          int v = row + i - s.padding;
          for (int j = 0; j < s.kernel && v >= 0 && v < s.height; j++) {
            int u = column + j - s.padding;
            if (u >= 0 && u < s.width) {
              int xAt = ((image * s.channels + c) * s.height + v) * s.width + u;
              int wAt = ((o * s.channels + c) * s.kernel + i) * s.kernel + j;
              y[at] += x[xAt] * w[wAt];
              gx[xAt] += g * w[wAt];
              gw[wAt] += g * x[xAt];
            }
          }
        }
      }
    }
  }

  /** The results of one convolution and its gradients, and how far they are from direct sums. */
  private static void compare(Sizes s, DType dtype, RandomStream random, double bound) {
    Tensor x0 = s.input(random).to(dtype);
    Tensor w0 = s.weight(random).to(dtype);
    Tensor g0 = s.gradient(random).to(dtype);
    Direct direct = new Direct(s, x0.toDoubleArray(), w0.toDoubleArray(), g0.toDoubleArray());
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(x0);
      Tensor w = pass.variable(w0);
      Tensor y = s.apply(x, w, null);
      pass.backward(y, g0);
      int taps = s.kernel * s.kernel;
      double pixels = (double) s.n * s.outHeight() * s.outWidth();
      double sum = bound * taps * s.channels * most(x0) * most(w0);
      double sumX = bound * taps * s.outputs * most(g0) * most(w0);
      close(direct.y, y, sum, () -> s + ": y");
      close(direct.gx, pass.gradient(x), sumX, () -> s + ": gx");
      close(direct.gw, pass.gradient(w), bound * pixels * most(g0) * most(x0), () -> s + ": gw");
    }
  }

  private static double most(Tensor tensor) {
    double most = 0;
    for (double value : tensor.toDoubleArray()) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  private static void close(double[] expected, Tensor actual, double bound, Supplier<String> what) {
    double[] values = actual.toDoubleArray();
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      double error = Math.abs(values[i] - expected[i]);
      worst = error <= worst ? worst : error; // NaN is the worst
    }
    double found = worst;
    assertTrue(worst <= bound, () -> what.get() + " is off by " + found + ", bound " + bound);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void shapesAreNearTheDirectSum(DType dtype) {
    SplittableRandom shapes = new SplittableRandom(1);
    RandomStream random = RandomStream.of(2);
    double bound = dtype == DType.FLOAT64 ? BOUND * 0x1p-29 : BOUND;
    for (int round = 0; round < 25; round++) {
      compare(Sizes.draw(shapes), dtype, random, bound);
    }
  }

  @Test
  void manyTilesAndChannelsAreNearTheDirectSum() {
    RandomStream random = RandomStream.of(3);
    compare(new Sizes(2, 130, 21, 90, 33, 3, 1), DType.FLOAT32, random, BOUND);
    compare(new Sizes(17, 40, 14, 14, 70, 5, 2), DType.FLOAT32, random, BOUND);
  }

  /** In parts of images and channels that no split divides. */
  @ParameterizedTest
  @CsvSource({"5, 33, 17, 19, 50, 3, 1", "3, 30, 40, 37, 40, 5, 2", "1, 64, 90, 90, 16, 3, 0"})
  void anyThreadsGiveTheSameBits(
      int n, int channels, int height, int width, int outputs, int kernel, int padding) {
    Sizes sizes = new Sizes(n, channels, height, width, outputs, kernel, padding);
    assertTrue(sizes.isWinograd());
    int before = Compute.threads();
    try {
      Compute.setThreads(1);
      float[][] expected = results(sizes);
      for (int threads : new int[] {2, 3, 4, 8, 16}) {
        Compute.setThreads(threads);
        float[][] actual = results(sizes);
        for (int i = 0; i < expected.length; i++) {
          assertArrayEquals(expected[i], actual[i], threads + " threads, result " + i);
        }
      }
    } finally {
      Compute.setThreads(before);
    }
  }

  private static float[][] results(Sizes sizes) {
    RandomStream random = RandomStream.of(5);
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(sizes.input(random).to(DType.FLOAT32));
      Tensor w = pass.variable(sizes.weight(random).to(DType.FLOAT32));
      Tensor b = pass.variable(normal(random, sizes.outputs).to(DType.FLOAT32));
      Tensor y = sizes.apply(x, w, b);
      pass.backward(y, sizes.gradient(random).to(DType.FLOAT32));
      return new float[][] {
        y.toFloatArray(),
        pass.gradient(x).toFloatArray(),
        pass.gradient(w).toFloatArray(),
        pass.gradient(b).toFloatArray()
      };
    }
  }

  @Test
  void aBiasIsAdded() {
    RandomStream random = RandomStream.of(6);
    Sizes sizes = new Sizes(3, 40, 12, 12, 36, 3, 1);
    assertTrue(sizes.isWinograd());
    Tensor x = sizes.input(random).to(DType.FLOAT32);
    Tensor w = sizes.weight(random).to(DType.FLOAT32);
    Tensor b = normal(random, 36).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      float[] without = sizes.apply(pass.input(x), w, null).toFloatArray();
      float[] with = sizes.apply(pass.input(x), w, b).toFloatArray();
      float[] bias = b.toFloatArray();
      for (int i = 0; i < with.length; i++) {
        assertEquals(without[i] + bias[i / (12 * 12) % 36], with[i]);
      }
    }
  }

  /** The algorithm follows from a single image's sizes: that of a batch is no other. */
  @Test
  void anImageDoesNotSeeItsBatch() {
    RandomStream random = RandomStream.of(7);
    Sizes sizes = new Sizes(9, 34, 12, 11, 30, 3, 1);
    assertTrue(sizes.isWinograd());
    Tensor x = sizes.input(random).to(DType.FLOAT32);
    Tensor w = sizes.weight(random).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      Tensor all = sizes.apply(pass.input(x), w, null);
      for (int i = 0; i < 9; i++) {
        Tensor alone = sizes.apply(pass.input(x).slice(i, i + 1), w, null);
        assertArrayEquals(all.slice(i, i + 1).toFloatArray(), alone.toFloatArray());
      }
    }
  }

  @Test
  void whatIsNotANumberReachesItsOutputsAndNoOtherTile() {
    RandomStream random = RandomStream.of(8);
    Sizes sizes = new Sizes(2, 16, 16, 16, 16, 3, 1);
    assertTrue(sizes.isWinograd());
    float[] values = sizes.input(random).toFloatArray();
    values[5 * 16 + 6] = Float.NaN;
    Tensor x = Tensor.of(values, 2, 16, 16, 16);
    try (Pass pass = Pass.evaluation()) {
      Tensor w = sizes.weight(random).to(DType.FLOAT32);
      float[] y = sizes.apply(pass.input(x), w, null).toFloatArray();
      for (int row = 0; row < 16; row++) {
        for (int column = 0; column < 16; column++) {
          boolean reads = Math.abs(row - 5) <= 1 && Math.abs(column - 6) <= 1;
          boolean isFar = row >= 12 || column >= 12;
          assertTrue(!reads || Float.isNaN(y[row * 16 + column]));
          assertFalse(isFar && Float.isNaN(y[row * 16 + column]));
        }
      }
      for (int i = 16 * 16 * 16; i < y.length; i++) {
        assertTrue(Float.isFinite(y[i]));
      }
    }
  }
}
