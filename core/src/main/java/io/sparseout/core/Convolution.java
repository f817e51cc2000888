// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Kernels;

/**
 * The convolution of images and its derivatives. Which method computes it follows from its sizes.
 */
final class Convolution {
  private Convolution() {}

  /** A way to compute a convolution. Whoever calls has checked the shapes. */
  interface Method {
    /**
     * y = x convolved with the kernel, plus the bias.
     *
     * @param bias a number for each channel of y, or null
     */
    void forward(Tensor x, Tensor weight, Tensor bias, Tensor y);

    /** gx = what every output that read a pixel sends back to it. */
    void inputGradient(Tensor g, Tensor weight, Tensor gx);

    /** gw = what every output sends back to each tap. */
    void weightGradient(Tensor g, Tensor x, Tensor gw);
  }

  /** See {@link Tensor#conv2d}. */
  static Tensor apply(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    ConvolutionSizes sizes =
        ConvolutionSizes.of(x, weight, bias, stride, padding, dilation, groups);
    Pass pass = Pass.of("conv2d", x, weight);
    if (pass == null) {
      throw new IllegalStateException(
          "conv2d: needs a pass for its memory; start from pass.input(x)");
    }
    Kernels<Object> kernels = x.dtype().kernels("conv2d");
    Method method = method(sizes, kernels, pass.memory());
    Tensor y = Tensor.allocate(x.dtype(), sizes.outShape(), pass);
    method.forward(x, weight, bias, y);
    Tape.Derivative derivative =
        (g, tape) -> {
          tape.add(x, gx -> method.inputGradient(g, weight, gx));
          tape.add(weight, gw -> method.weightGradient(g, x, gw));
          if (bias != null) {
            tape.add(bias, gb -> biasGradient(sizes, kernels, g, gb));
          }
        };
    return bias != null && bias.wantsGradient()
        ? y.from(bias, derivative)
        : y.from(x, weight, derivative);
  }

  private static Method method(ConvolutionSizes sizes, Kernels<Object> kernels, Memory memory) {
    if (WinogradConvolution.suits(sizes)) {
      return new WinogradConvolution(sizes, kernels, memory);
    }
    return PixelConvolution.suits(sizes)
        ? new PixelConvolution(sizes, kernels, memory)
        : new ColumnConvolution(sizes, kernels, memory);
  }

  private static void biasGradient(
      ConvolutionSizes sizes, Kernels<Object> kernels, Tensor g, Tensor gb) {
    int pixels = sizes.outPixels();
    int planes = sizes.groups() * sizes.outputs();
    Blocks.spread(
        planes,
        sizes.images() * pixels,
        (first, last) -> {
          for (int output = first; output < last; output++) {
            double sum = 0;
            for (int image = 0; image < sizes.images(); image++) {
              int from = g.offset() + (image * planes + output) * pixels;
              sum += kernels.reductions().sum(from, from + pixels, g.array());
            }
            Elementwise.fill(sum, gb.view(Shape.of(), output));
          }
        });
  }
}
