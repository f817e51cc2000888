// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static io.sparseout.core.DirectConvolution.gradient;
import static io.sparseout.core.DirectConvolution.input;
import static io.sparseout.core.DirectConvolution.normal;
import static io.sparseout.core.DirectConvolution.results;
import static io.sparseout.core.DirectConvolution.weight;
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

  private static ConvolutionSizes draw(SplittableRandom random) {
    while (true) {
      int kernel = random.nextBoolean() ? 3 : 5;
      ConvolutionSizes sizes =
          sizes(
              random.nextInt(1, 7),
              random.nextInt(12, 70),
              random.nextInt(1, 26),
              random.nextInt(1, 26),
              random.nextInt(12, 70),
              kernel,
              random.nextInt(0, kernel));
      if (sizes.outHeight() > 0 && sizes.outWidth() > 0 && WinogradConvolution.suits(sizes)) {
        return sizes;
      }
    }
  }

  private static ConvolutionSizes sizes(
      int n, int channels, int height, int width, int outputs, int kernel, int padding) {
    return new ConvolutionSizes(
        n, channels, height, width, outputs, kernel, kernel, 1, padding, 1, 1);
  }

  private static Tensor apply(ConvolutionSizes sizes, Tensor x, Tensor w, Tensor b) {
    return x.conv2d(w, b, 1, sizes.padding(), 1, 1);
  }

  /** The results of one convolution and its gradients, and how far they are from direct sums. */
  private static void compare(ConvolutionSizes s, DType dtype, RandomStream random, double bound) {
    Tensor x0 = input(s, random).to(dtype);
    Tensor w0 = weight(s, random).to(dtype);
    Tensor g0 = gradient(s, random).to(dtype);
    DirectConvolution direct = new DirectConvolution(s, x0, w0, g0);
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(x0);
      Tensor w = pass.variable(w0);
      Tensor y = apply(s, x, w, null);
      pass.backward(y, g0);
      int taps = s.taps();
      double pixels = (double) s.images() * s.outPixels();
      double sum = bound * taps * s.channels() * most(x0) * most(w0);
      double sumX = bound * taps * s.outputs() * most(g0) * most(w0);
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
      compare(draw(shapes), dtype, random, bound);
    }
  }

  @Test
  void manyTilesAndChannelsAreNearTheDirectSum() {
    RandomStream random = RandomStream.of(3);
    compare(sizes(2, 130, 21, 90, 33, 3, 1), DType.FLOAT32, random, BOUND);
    compare(sizes(17, 40, 14, 14, 70, 5, 2), DType.FLOAT32, random, BOUND);
  }

  /** In parts of images and channels that no split divides. */
  @ParameterizedTest
  @CsvSource({"5, 33, 17, 19, 50, 3, 1", "3, 30, 40, 37, 40, 5, 2", "1, 64, 90, 90, 16, 3, 0"})
  void anyThreadsGiveTheSameBits(
      int n, int channels, int height, int width, int outputs, int kernel, int padding) {
    ConvolutionSizes sizes = sizes(n, channels, height, width, outputs, kernel, padding);
    assertTrue(WinogradConvolution.suits(sizes));
    DirectConvolution.anyThreadsGive(() -> results(sizes));
  }

  @Test
  void aBiasIsAdded() {
    RandomStream random = RandomStream.of(6);
    ConvolutionSizes sizes = sizes(3, 40, 12, 12, 36, 3, 1);
    assertTrue(WinogradConvolution.suits(sizes));
    Tensor x = input(sizes, random).to(DType.FLOAT32);
    Tensor w = weight(sizes, random).to(DType.FLOAT32);
    Tensor b = normal(random, 36).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      float[] without = apply(sizes, pass.input(x), w, null).toFloatArray();
      float[] with = apply(sizes, pass.input(x), w, b).toFloatArray();
      float[] bias = b.toFloatArray();
      for (int i = 0; i < with.length; i++) {
        assertEquals(without[i] + bias[i / (12 * 12) % 36], with[i]);
      }
    }
  }

  @Test
  void noImagesGiveNoGradient() {
    ConvolutionSizes none = sizes(0, 40, 12, 12, 36, 3, 1);
    assertTrue(WinogradConvolution.suits(none));
    results(sizes(2, 40, 12, 12, 36, 3, 1)); // leaves numbers in the memory
    for (float[] result : results(none)) {
      for (float value : result) {
        assertEquals(0, value);
      }
    }
  }

  /** The algorithm follows from a single image's sizes: that of a batch is no other. */
  @Test
  void anImageDoesNotSeeItsBatch() {
    RandomStream random = RandomStream.of(7);
    ConvolutionSizes sizes = sizes(9, 34, 12, 11, 30, 3, 1);
    assertTrue(WinogradConvolution.suits(sizes));
    Tensor x = input(sizes, random).to(DType.FLOAT32);
    Tensor w = weight(sizes, random).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      Tensor all = apply(sizes, pass.input(x), w, null);
      for (int i = 0; i < 9; i++) {
        Tensor alone = apply(sizes, pass.input(x).slice(i, i + 1), w, null);
        assertArrayEquals(all.slice(i, i + 1).toFloatArray(), alone.toFloatArray());
      }
    }
  }

  @Test
  void whatIsNotANumberReachesItsOutputsAndNoOtherTile() {
    RandomStream random = RandomStream.of(8);
    ConvolutionSizes sizes = sizes(2, 16, 16, 16, 16, 3, 1);
    assertTrue(WinogradConvolution.suits(sizes));
    float[] values = input(sizes, random).toFloatArray();
    values[5 * 16 + 6] = Float.NaN;
    Tensor x = Tensor.of(values, 2, 16, 16, 16);
    try (Pass pass = Pass.evaluation()) {
      Tensor w = weight(sizes, random).to(DType.FLOAT32);
      float[] y = apply(sizes, pass.input(x), w, null).toFloatArray();
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
