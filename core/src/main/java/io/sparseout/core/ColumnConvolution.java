// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;
import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.Workers;

/**
 * Convolutions of all sizes, as products with the {@link ImageColumns} of one block of pixels at a
 * time: each element of the output is one chain over (channel, row, column) of the kernel, zeros of
 * the padding included; each element of the gradient by the kernel one chain over (image, pixel).
 */
final class ColumnConvolution implements Convolution.Method {
  /** Pixels at a time in products with the kernel, at most: a panel of the matrix product. */
  private static final int PIXELS = 96;

  /** They are divided evenly, but into whole vectors of the widest machine. */
  private static final int LANES = 16;

  /** Taps at a time there. */
  private static final int TAPS = 1024;

  /** Pixels and taps at a time in the gradient by the kernel. */
  private static final int GRADIENT_PIXELS = 256;

  private static final int GRADIENT_TAPS = 512;

  private final Kernels<Object> kernels;
  private final Memory memory;
  private final int images;
  private final int groups;
  private final int outputs;
  private final int height;
  private final int width;
  private final int stride;
  private final int dilation;
  private final ImageColumns columns;

  ColumnConvolution(ConvolutionSizes sizes, Kernels<Object> kernels, Memory memory) {
    this.kernels = kernels;
    this.memory = memory;
    images = sizes.images();
    height = sizes.height();
    width = sizes.width();
    groups = sizes.groups();
    stride = sizes.stride();
    dilation = sizes.dilation();
    outputs = sizes.outputs();
    columns =
        new ImageColumns(
            sizes.channels(),
            height,
            width,
            sizes.kernelHeight(),
            sizes.kernelWidth(),
            stride,
            sizes.padding(),
            sizes.padding(),
            dilation,
            1,
            sizes.outHeight(),
            sizes.outWidth());
  }

  @Override
  public void forward(Tensor x, Tensor weight, Tensor bias, Tensor y) {
    multiply(
        columns,
        outputs,
        x,
        weight.array(),
        weight.offset(),
        bias == null ? null : bias.toDoubleArray(),
        y);
  }

  /**
   * gx = the convolution of g, its pixels {@code stride} apart, with the mirrored kernel: what
   * every output that read a pixel sends back to it.
   */
  @Override
  public void inputGradient(Tensor g, Tensor weight, Tensor gx) {
    int channels = columns.channels();
    ImageColumns back =
        new ImageColumns(
            outputs,
            columns.outHeight(),
            columns.outWidth(),
            columns.kernelHeight(),
            columns.kernelWidth(),
            1,
            dilation * (columns.kernelHeight() - 1) - columns.top(),
            dilation * (columns.kernelWidth() - 1) - columns.left(),
            dilation,
            stride,
            height,
            width);
    Object mirrored = memory.takeBriefly(weight.dtype(), weight.size());
    int size = outputs * columns.rows();
    for (int at = 0; at < weight.size(); at += size) {
      int from = weight.offset() + at;
      kernels
          .columns()
          .mirror(outputs, channels, columns.taps(), weight.array(), from, mirrored, at);
    }
    multiply(back, channels, g, mirrored, 0, null, gx);
    memory.release(weight.dtype(), weight.size(), mirrored);
  }

  /**
   * y = kernel times columns of x, plus the bias, block of pixels by block of pixels.
   *
   * @param rows of the kernel, and channels of y, in a group
   * @param bias a number for each channel of y, or null
   */
  private void multiply(
      ImageColumns of,
      int rows,
      Tensor x,
      Object kernel,
      int kernelOffset,
      double[] bias,
      Tensor y) {
    int depth = of.rows();
    int pixels = of.pixels();
    int step = Grid.step(pixels, (pixels + PIXELS - 1) / PIXELS, LANES);
    int blocks = (pixels + step - 1) / step;
    int plane = of.channels() * of.height() * of.width();
    Blocks.run(
        images * groups * blocks,
        (double) rows * depth * step,
        memory,
        x.dtype(),
        Math.min(depth, TAPS) * step,
        (block, buffer) -> {
          int image = block / blocks; // with its group
          int from = block % blocks * step;
          int to = Math.min(pixels, from + step);
          int at = y.offset() + image * rows * pixels + from;
          int group = image % groups * rows;
          if (bias != null) {
            for (int row = 0; row < rows; row++) {
              int line = at + row * pixels;
              kernels.elementwise().fill(bias[group + row], line, line + to - from, y.array());
            }
          }
          int xAt = x.offset() + image * plane;
          for (int k = 0; k < depth; k += TAPS) {
            int last = Math.min(depth, k + TAPS);
            if (!of.isImage()) {
              kernels.columns().pack(of, k, last, from, to, x.array(), xAt, buffer, step);
            }
            kernels
                .matrix()
                .matmul(
                    false,
                    false,
                    rows,
                    to - from,
                    last - k,
                    kernel,
                    kernelOffset + group * depth + k,
                    depth,
                    of.isImage() ? x.array() : buffer,
                    of.isImage() ? xAt + k * pixels + from : 0,
                    of.isImage() ? pixels : step,
                    bias == null && k == 0 ? MatmulStart.ZERO : MatmulStart.ACCUMULATE,
                    y.array(),
                    at,
                    pixels,
                    null,
                    0);
          }
        });
  }

  /**
   * gw = g times the transposed columns of x, image by image. It is computed transposed, a row for
   * each tap: only g, which is small, is then transposed for each image.
   */
  @Override
  public void weightGradient(Tensor g, Tensor x, Tensor gw) {
    int taps = columns.rows();
    int blocks = (taps + GRADIENT_TAPS - 1) / GRADIENT_TAPS;
    int step = Grid.step(taps, Math.max(blocks, Math.min(taps, Workers.threads())), 1);
    int parts = (taps + step - 1) / step;
    Blocks.run(
        groups * parts,
        (double) images * columns.pixels() * outputs * step,
        memory,
        x.dtype(),
        step * GRADIENT_PIXELS + outputs * (GRADIENT_PIXELS + step),
        (part, buffer) -> {
          int group = part / parts;
          int from = part % parts * step;
          weightGradient(g, x, gw, group, from, Math.min(taps, from + step), buffer);
        });
  }

  private void weightGradient(
      Tensor g, Tensor x, Tensor gw, int group, int from, int to, Object buffer) {
    int pixels = columns.pixels();
    int plane = columns.channels() * height * width;
    int taps = columns.rows();
    int count = to - from;
    int gAt = count * GRADIENT_PIXELS; // after the columns; after g, the sums
    int sumsAt = gAt + outputs * GRADIENT_PIXELS;
    int own = gw.offset() + group * outputs * taps + from;
    ColumnKernels<Object> copies = kernels.columns();
    kernels.elementwise().fill(0, sumsAt, sumsAt + count * outputs, buffer);
    for (int image = group; image < images * groups; image += groups) {
      for (int pixel = 0; pixel < pixels; pixel += GRADIENT_PIXELS) {
        int last = Math.min(pixels, pixel + GRADIENT_PIXELS);
        int n = last - pixel;
        int imageAt = x.offset() + image * plane;
        boolean isImage = columns.isImage();
        if (!isImage) {
          copies.pack(columns, from, to, pixel, last, x.array(), imageAt, buffer, n);
        }
        int gFrom = g.offset() + image * outputs * pixels + pixel;
        copies.transpose(outputs, n, g.array(), gFrom, pixels, buffer, gAt, outputs);
        kernels
            .matrix()
            .matmul(
                false,
                false,
                count,
                outputs,
                n,
                isImage ? x.array() : buffer,
                isImage ? imageAt + from * pixels + pixel : 0,
                isImage ? pixels : n,
                buffer,
                gAt,
                outputs,
                MatmulStart.ACCUMULATE,
                buffer,
                sumsAt,
                outputs,
                null,
                0);
      }
    }
    copies.transpose(count, outputs, buffer, sumsAt, outputs, gw.array(), own, taps);
  }
}
