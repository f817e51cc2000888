// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static io.sparseout.core.DirectConvolution.gradient;
import static io.sparseout.core.DirectConvolution.input;
import static io.sparseout.core.DirectConvolution.results;
import static io.sparseout.core.DirectConvolution.weight;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.random.RandomStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions of many channels with strides, against direct sums. */
class PixelConvolutionTest {
  private static ConvolutionSizes draw(SplittableRandom random) {
    while (true) {
      ConvolutionSizes sizes =
          new ConvolutionSizes(
              random.nextInt(1, 4),
              random.nextInt(16, 40),
              random.nextInt(1, 16),
              random.nextInt(1, 16),
              random.nextInt(16, 90),
              random.nextInt(1, 6),
              random.nextInt(1, 6),
              random.nextInt(1, 4),
              random.nextInt(0, 4),
              1,
              1);
      boolean fits =
          sizes.kernelHeight() <= sizes.height() + 2 * sizes.padding()
              && sizes.kernelWidth() <= sizes.width() + 2 * sizes.padding();
      if (fits && PixelConvolution.suits(sizes) && !WinogradConvolution.suits(sizes)) {
        return sizes;
      }
    }
  }

  /** In double, where the order of sums makes the only difference. */
  @Test
  void shapesAreTheDirectSum() {
    SplittableRandom shapes = new SplittableRandom(1);
    RandomStream random = RandomStream.of(2);
    for (int round = 0; round < 200; round++) {
      ConvolutionSizes sizes = draw(shapes);
      Tensor x0 = input(sizes, random);
      Tensor w0 = weight(sizes, random);
      Tensor g = gradient(sizes, random);
      DirectConvolution direct = new DirectConvolution(sizes, x0, w0, g);
      try (Pass pass = Pass.training(random)) {
        Tensor x = pass.variable(x0);
        Tensor w = pass.variable(w0);
        Tensor y = x.conv2d(w, null, sizes.stride(), sizes.padding(), 1, 1);
        pass.backward(y, g);
        assertArrayEquals(direct.y, y.toDoubleArray(), sizes::toString);
        double tolerance = 1e-12 * (direct.gw.length + g.size());
        assertArrayEquals(direct.gx, pass.gradient(x).toDoubleArray(), tolerance, sizes::toString);
        assertArrayEquals(direct.gw, pass.gradient(w).toDoubleArray(), tolerance, sizes::toString);
      }
    }
  }

  /** In blocks and parts that no split divides, larger than what is loaded at a time. */
  @ParameterizedTest
  @CsvSource({
    "3, 20, 17, 19, 70, 3, 2, 1",
    "2, 40, 61, 90, 33, 3, 2, 1",
    "2, 17, 30, 31, 18, 7, 1, 3"
  })
  void anyThreadsGiveTheSameBits(
      int n,
      int channels,
      int height,
      int width,
      int outputs,
      int kernel,
      int stride,
      int padding) {
    ConvolutionSizes sizes =
        new ConvolutionSizes(
            n, channels, height, width, outputs, kernel, kernel, stride, padding, 1, 1);
    DirectConvolution.anyThreadsGive(() -> results(sizes));
  }

  /** A block that begins or ends within the image is not loaded as a whole. */
  @Test
  void aLargeImageIsTheDirectSum() {
    ConvolutionSizes sizes = new ConvolutionSizes(2, 16, 70, 75, 18, 4, 3, 2, 1, 1, 1);
    RandomStream random = RandomStream.of(3);
    Tensor x0 = input(sizes, random);
    Tensor w0 = weight(sizes, random);
    Tensor g = gradient(sizes, random);
    DirectConvolution direct = new DirectConvolution(sizes, x0, w0, g);
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(x0);
      Tensor w = pass.variable(w0);
      Tensor y = x.conv2d(w, null, 2, 1, 1, 1);
      pass.backward(y, g);
      assertArrayEquals(direct.y, y.toDoubleArray());
      assertArrayEquals(direct.gx, pass.gradient(x).toDoubleArray(), 1e-9);
      assertArrayEquals(direct.gw, pass.gradient(w).toDoubleArray(), 1e-9);
    }
  }

  @Test
  void anImageDoesNotSeeItsBatch() {
    ConvolutionSizes sizes = new ConvolutionSizes(5, 18, 9, 8, 20, 3, 3, 2, 1, 1, 1);
    RandomStream random = RandomStream.of(7);
    Tensor x = input(sizes, random).to(DType.FLOAT32);
    Tensor w = weight(sizes, random).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      Tensor all = pass.input(x).conv2d(w, null, 2, 1, 1, 1);
      for (int i = 0; i < 5; i++) {
        Tensor alone = pass.input(x).slice(i, i + 1).conv2d(w, null, 2, 1, 1, 1);
        assertArrayEquals(all.slice(i, i + 1).toFloatArray(), alone.toFloatArray());
      }
    }
  }

  @Test
  void noImagesGiveNoGradient() {
    results(
        new ConvolutionSizes(2, 18, 9, 8, 20, 3, 3, 2, 1, 1, 1)); // leaves numbers in the memory
    for (float[] result : results(new ConvolutionSizes(0, 18, 9, 8, 20, 3, 3, 2, 1, 1, 1))) {
      for (float value : result) {
        assertEquals(0, value);
      }
    }
  }
}
