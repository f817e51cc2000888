// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sparseout.core.random.RandomStream;
import java.util.function.Supplier;

/** A convolution without groups or dilation as nested loops, in double. */
final class DirectConvolution {
  final double[] y;
  final double[] gx;
  final double[] gw;
  private final ConvolutionSizes sizes;

  /** The output of x and w, and what g sends back to both. */
  DirectConvolution(ConvolutionSizes sizes, Tensor x, Tensor w, Tensor g) {
    this.sizes = sizes;
    y = new double[g.size()];
    gx = new double[x.size()];
    gw = new double[w.size()];
    double[] gradient = g.toDoubleArray();
    double[] input = x.toDoubleArray();
    double[] weight = w.toDoubleArray();
    for (int at = 0; at < gradient.length; at++) {
      add(at, input, weight, gradient[at]);
    }
  }

  private void add(int at, double[] x, double[] w, double g) {
    int column = at % sizes.outWidth() * sizes.stride() - sizes.padding();
    int row = at / sizes.outWidth() % sizes.outHeight() * sizes.stride() - sizes.padding();
    int output = at / sizes.outPixels() % sizes.outputs();
    int image = at / sizes.outPixels() / sizes.outputs();
    int firstX = image * sizes.channels() * sizes.pixels();
    int firstW = output * sizes.channels() * sizes.taps();
    for (int i = Math.max(0, -row); i < sizes.kernelHeight() && row + i < sizes.height(); i++) {
      for (int j = Math.max(0, -column);
          j < sizes.kernelWidth() && column + j < sizes.width();
          j++) {
        int xAt = firstX + (row + i) * sizes.width() + column + j;
        int wAt = firstW + i * sizes.kernelWidth() + j;
        for (int c = 0; c < sizes.channels(); c++) {
          y[at] = Math.fma(x[xAt], w[wAt], y[at]);
          gx[xAt] += g * w[wAt];
          gw[wAt] += g * x[xAt];
          xAt += sizes.pixels();
          wAt += sizes.taps();
        }
      }
    }
  }

  static Tensor input(ConvolutionSizes sizes, RandomStream random) {
    return normal(random, sizes.images(), sizes.channels(), sizes.height(), sizes.width());
  }

  static Tensor weight(ConvolutionSizes sizes, RandomStream random) {
    return normal(
        random, sizes.outputs(), sizes.channels(), sizes.kernelHeight(), sizes.kernelWidth());
  }

  static Tensor gradient(ConvolutionSizes sizes, RandomStream random) {
    return normal(random, sizes.outShape().dims());
  }

  static Tensor normal(RandomStream random, int... shape) {
    return Tensor.of(random.next().normals(Shape.of(shape).size()), shape);
  }

  /** The results in float32 with a bias: y and the gradients by x, w and the bias. */
  static float[][] results(ConvolutionSizes sizes) {
    RandomStream random = RandomStream.of(5);
    try (Pass pass = Pass.training(random)) {
      Tensor x = pass.variable(input(sizes, random).to(DType.FLOAT32));
      Tensor w = pass.variable(weight(sizes, random).to(DType.FLOAT32));
      Tensor b = pass.variable(normal(random, sizes.outputs()).to(DType.FLOAT32));
      Tensor y = x.conv2d(w, b, sizes.stride(), sizes.padding(), 1, 1);
      pass.backward(y, gradient(sizes, random).to(DType.FLOAT32));
      return new float[][] {
        y.toFloatArray(),
        pass.gradient(x).toFloatArray(),
        pass.gradient(w).toFloatArray(),
        pass.gradient(b).toFloatArray()
      };
    }
  }

  /** Requires the same bits of every result from any number of threads. */
  static void anyThreadsGive(Supplier<float[][]> results) {
    int before = Compute.threads();
    try {
      Compute.setThreads(1);
      float[][] expected = results.get();
      for (int threads : new int[] {2, 3, 4, 8, 16}) {
        Compute.setThreads(threads);
        float[][] actual = results.get();
        for (int i = 0; i < expected.length; i++) {
          assertArrayEquals(expected[i], actual[i], threads + " threads, result " + i);
        }
      }
    } finally {
      Compute.setThreads(before);
    }
  }
}
