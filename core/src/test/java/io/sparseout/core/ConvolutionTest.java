// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.random.RandomStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions against seven nested loops, and what mathematics says of their gradients. */
class ConvolutionTest {
  /** One convolution's sizes. */
  private record Sizes(
      int n,
      int channels,
      int height,
      int width,
      int outputs,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int padding,
      int dilation,
      int groups) {

    static Sizes draw(SplittableRandom random) {
      while (true) {
        int groups = random.nextInt(4) == 0 ? random.nextInt(1, 4) : 1;
        Sizes sizes =
            new Sizes(
                random.nextInt(1, 4),
                groups * random.nextInt(1, 7),
                random.nextInt(1, 20),
                random.nextInt(1, 20),
                groups * random.nextInt(1, 22),
                random.nextInt(1, 5),
                random.nextInt(1, 5),
                random.nextInt(1, 4),
                random.nextInt(0, 4),
                random.nextInt(1, 4),
                groups);
        if (sizes.outHeight() > 0 && sizes.outWidth() > 0) {
          return sizes;
        }
      }
    }

    int outHeight() {
      int left = height + 2 * padding - dilation * (kernelHeight - 1) - 1;
      return left < 0 ? 0 : left / stride + 1;
    }

    int outWidth() {
      int left = width + 2 * padding - dilation * (kernelWidth - 1) - 1;
      return left < 0 ? 0 : left / stride + 1;
    }

    Tensor input(RandomStream random) {
      return normal(random, n, channels, height, width);
    }

    Tensor kernel(RandomStream random) {
      return normal(random, outputs, channels / groups, kernelHeight, kernelWidth);
    }

    Tensor apply(Tensor x, Tensor w, Tensor b) {
      return x.conv2d(w, b, stride, padding, dilation, groups);
    }

    /** The sum at one output: a chain of fma over channel, row and column of the kernel. */
    double naive(double[] x, double[] w, double start, int image, int o, int row, int column) {
      int each = channels / groups;
      int first = o / (outputs / groups) * each;
      double sum = start;
      for (int c = 0; c < each; c++) {
        for (int i = 0; i < kernelHeight; i++) {
          for (int j = 0; j < kernelWidth; j++) {
            int y = row * stride + i * dilation - padding;
            int z = column * stride + j * dilation - padding;
            boolean inside = y >= 0 && y < height && z >= 0 && z < width;
            double value =
                inside ? x[((image * channels + first + c) * height + y) * width + z] : 0;
            sum = Math.fma(w[((o * each + c) * kernelHeight + i) * kernelWidth + j], value, sum);
          }
        }
      }
      return sum;
    }
  }

  private static Tensor normal(RandomStream random, int... shape) {
    return Tensor.of(random.next().normals(Shape.of(shape).size()), shape);
  }

  @Test
  void aThousandShapesAreTheNaiveSumInEveryBit() {
    SplittableRandom shapes = new SplittableRandom(1);
    RandomStream random = RandomStream.of(2);
    for (int round = 0; round < 1000; round++) {
      Sizes sizes = Sizes.draw(shapes);
      Tensor x = sizes.input(random);
      Tensor w = sizes.kernel(random);
      Tensor b = round % 2 == 0 ? null : normal(random, sizes.outputs);
      double[] expected =
          new double[sizes.n * sizes.outputs * sizes.outHeight() * sizes.outWidth()];
      int at = 0;
      for (int image = 0; image < sizes.n; image++) {
        for (int o = 0; o < sizes.outputs; o++) {
          double start = b == null ? 0 : b.toDoubleArray()[o];
          for (int row = 0; row < sizes.outHeight(); row++) {
            for (int column = 0; column < sizes.outWidth(); column++) {
              expected[at++] =
                  sizes.naive(x.toDoubleArray(), w.toDoubleArray(), start, image, o, row, column);
            }
          }
        }
      }
      try (Pass pass = Pass.evaluation()) {
        Tensor y = sizes.apply(pass.input(x), w, b);
        assertArrayEquals(expected, y.toDoubleArray(), sizes::toString);
      }
    }
  }

  /**
   * A convolution is linear in x and in w: with any g, the sums of g y, x gx and w gw are equal.
   */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void gradientsAreAdjoint(DType dtype) {
    SplittableRandom shapes = new SplittableRandom(3);
    RandomStream random = RandomStream.of(4);
    double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-4;
    for (int round = 0; round < 300; round++) {
      Sizes sizes = Sizes.draw(shapes);
      try (Pass pass = Pass.training(random)) {
        Tensor x = pass.variable(sizes.input(random).to(dtype));
        Tensor w = pass.variable(sizes.kernel(random).to(dtype));
        Tensor y = sizes.apply(x, w, null);
        Tensor g = normal(random, y.shape().dims()).to(dtype);
        pass.backward(y, g);
        double size = dot(g, g) + dot(y, y);
        assertEquals(dot(g, y), dot(x, pass.gradient(x)), tolerance * size, sizes::toString);
        assertEquals(dot(g, y), dot(w, pass.gradient(w)), tolerance * size, sizes::toString);
      }
    }
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    double[] x = a.toDoubleArray();
    double[] y = b.toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Large enough to be split, in pixels, taps and images that no split divides. */
  @Test
  void anyThreadsGiveTheSameBits() {
    Sizes sizes = new Sizes(3, 10, 17, 19, 26, 3, 3, 1, 1, 1, 2);
    DirectConvolution.anyThreadsGive(() -> results(sizes));
  }

  private static float[][] results(Sizes sizes) {
    RandomStream random = RandomStream.of(5);
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(sizes.input(random).to(DType.FLOAT32));
      Tensor w = pass.variable(sizes.kernel(random).to(DType.FLOAT32));
      Tensor b = pass.variable(normal(random, sizes.outputs).to(DType.FLOAT32));
      Tensor y = sizes.apply(x, w, b);
      pass.backward(y, normal(random, y.shape().dims()).to(DType.FLOAT32));
      return new float[][] {
        y.toFloatArray(),
        pass.gradient(x).toFloatArray(),
        pass.gradient(w).toFloatArray(),
        pass.gradient(b).toFloatArray()
      };
    }
  }

  @Test
  void oneByOneIsAnAffineMapOfThePixels() {
    RandomStream random = RandomStream.of(6);
    Tensor x = normal(random, 1, 5, 7, 4).to(DType.FLOAT32);
    Tensor w = normal(random, 6, 5, 1, 1).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      Tensor images = pass.input(x);
      Tensor products = w.reshape(6, 5).matmul(images.reshape(5, 28));
      assertArrayEquals(products.toFloatArray(), images.conv2d(w, null, 1, 0, 1, 1).toFloatArray());
    }
  }

  @Test
  void anImageDoesNotSeeItsBatch() {
    RandomStream random = RandomStream.of(7);
    Tensor x = normal(random, 5, 3, 9, 8).to(DType.FLOAT32);
    Tensor w = normal(random, 4, 3, 3, 3).to(DType.FLOAT32);
    try (Pass pass = Pass.evaluation()) {
      Tensor all = pass.input(x).conv2d(w, null, 1, 1, 1, 1);
      for (int i = 0; i < 5; i++) {
        Tensor alone = pass.input(x).slice(i, i + 1).conv2d(w, null, 1, 1, 1, 1);
        assertArrayEquals(all.slice(i, i + 1).toFloatArray(), alone.toFloatArray());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1, 4, 5, 5 | 2, 3, 3, 3 | 1, 0, 1, 1 | the weight [2, 3, 3, 3] takes [n, 3, height, width],"
            + " not [1, 4, 5, 5]",
        "3, 5, 5    | 2, 3, 3, 3 | 1, 0, 1, 1 | the weight [2, 3, 3, 3] takes [n, 3, height, width],"
            + " not [3, 5, 5]",
        "1, 3, 2, 5 | 2, 3, 3, 3 | 1, 0, 1, 1 | the weight [2, 3, 3, 3] covers 3 x 3 pixels, the"
            + " input [1, 3, 2, 5] has 2 x 5",
        "1, 3, 2, 5 | 2, 3, 3, 3 | 1, 1, 2, 1 | the weight [2, 3, 3, 3] with dilation 2 covers 5 x 5"
            + " pixels, the input [1, 3, 2, 5] has with its padding 4 x 7",
        "1, 4, 5, 5 | 3, 2, 3, 3 | 1, 0, 1, 2 | 2 groups do not divide the 3 outputs of the weight"
            + " [3, 2, 3, 3]",
        "1, 3, 5, 5 | 4, 2, 3, 3 | 1, 0, 1, 2 | the weight [4, 2, 3, 3] in 2 groups takes [n, 4,"
            + " height, width], not [1, 3, 5, 5]",
        "1, 3, 5, 5 | 2, 3, 3    | 1, 0, 1, 1 | the weight is [outputs, channels of a group, height,"
            + " width], not [2, 3, 3]",
        "1, 3, 5, 5 | 2, 3, 3, 3 | 0, 0, 1, 1 | stride: 1 or more, not 0",
        "1, 3, 5, 5 | 2, 3, 3, 3 | 1, -1, 1, 1 | padding: 0 or more, not -1",
        "1, 3, 5, 5 | 2, 3, 3, 3 | 1, 0, 0, 1 | dilation: 1 or more, not 0",
        "1, 3, 5, 5 | 2, 3, 3, 3 | 1, 0, 1, 0 | groups: 1 or more, not 0",
      })
  void whatDoesNotFitIsRefused(String input, String kernel, String numbers, String message) {
    int[] n = ints(numbers);
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.zeros(ints(input)));
      Tensor w = Tensor.zeros(ints(kernel));
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> x.conv2d(w, null, n[0], n[1], n[2], n[3]));
      assertEquals("conv2d: " + message, error.getMessage());
    }
  }

  @Test
  void aBiasOfAnotherShapeIsRefused() {
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.zeros(1, 3, 5, 5));
      Tensor w = Tensor.zeros(2, 3, 3, 3);
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> x.conv2d(w, Tensor.zeros(3), 1, 0, 1, 1));
      assertEquals("conv2d: the bias of 2 outputs is of shape [2], not [3]", error.getMessage());
    }
  }

  private static int[] ints(String list) {
    return java.util.Arrays.stream(list.split(", *")).mapToInt(Integer::parseInt).toArray();
  }
}
