// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.ColumnKernels;
import io.sparseout.core.kernels.ImageColumns;
import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.Workers;

/**
 * The convolution of images and its derivatives, as products with the {@link ImageColumns} of one
 * block of pixels at a time: each element of the output is one chain over (channel, row, column) of
 * the kernel, zeros of the padding included; each element of the gradient by the kernel one chain
 * over (image, pixel).
 */
final class Convolution {
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

  private Convolution(
      Tensor x, Tensor weight, Pass pass, int stride, int padding, int dilation, int groups) {
    kernels = x.dtype().kernels("conv2d");
    memory = pass.memory();
    images = x.shape().dim(0);
    height = x.shape().dim(2);
    width = x.shape().dim(3);
    this.groups = groups;
    this.stride = stride;
    this.dilation = dilation;
    outputs = weight.shape().dim(0) / groups;
    int kernelHeight = weight.shape().dim(2);
    int kernelWidth = weight.shape().dim(3);
    columns =
        new ImageColumns(
            weight.shape().dim(1),
            height,
            width,
            kernelHeight,
            kernelWidth,
            stride,
            padding,
            padding,
            dilation,
            1,
            (height + 2 * padding - dilation * (kernelHeight - 1) - 1) / stride + 1,
            (width + 2 * padding - dilation * (kernelWidth - 1) - 1) / stride + 1);
  }

  /** See {@link Tensor#conv2d}. */
  static Tensor apply(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    check(x, weight, bias, stride, padding, dilation, groups);
    Pass pass = Pass.of("conv2d", x, weight);
    if (pass == null) {
      throw new IllegalStateException(
          "conv2d: needs a pass for its memory; start from pass.input(x)");
    }
    Convolution convolution = new Convolution(x, weight, pass, stride, padding, dilation, groups);
    Tensor y = convolution.forward(x, weight, bias, pass);
    Tape.Derivative derivative =
        (g, tape) -> {
          tape.accumulate(x, (gx, more) -> convolution.inputGradient(g, weight, gx, more));
          tape.accumulate(weight, (gw, more) -> convolution.weightGradient(g, x, gw, more));
          if (bias != null) {
            tape.add(bias, gb -> convolution.biasGradient(g, gb));
          }
        };
    return bias != null && bias.wantsGradient()
        ? y.from(bias, derivative)
        : y.from(x, weight, derivative);
  }

  private Tensor forward(Tensor x, Tensor weight, Tensor bias, Pass pass) {
    Shape shape = Shape.of(images, groups * outputs, columns.outHeight(), columns.outWidth());
    Tensor y = Tensor.allocate(x.dtype(), shape, pass);
    MatmulStart start = bias == null ? MatmulStart.ZERO : MatmulStart.BIAS;
    multiply(columns, outputs, x, weight.array(), weight.offset(), start, values(bias), y);
    return y;
  }

  /**
   * gx = the convolution of g, its pixels {@code stride} apart, with the mirrored kernel: what
   * every output that read a pixel sends back to it.
   */
  private void inputGradient(Tensor g, Tensor weight, Tensor gx, boolean more) {
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
    MatmulStart start = more ? MatmulStart.ACCUMULATE : MatmulStart.ZERO;
    multiply(back, channels, g, mirrored, 0, start, null, gx);
    memory.release(weight.dtype(), weight.size(), mirrored);
  }

  private static double[] values(Tensor bias) {
    if (bias == null) {
      return null;
    }
    double[] values = new double[bias.size()];
    bias.copyTo(0, values, 0, values.length);
    return values;
  }

  /**
   * y = start + kernel times columns of x, block of pixels by block of pixels.
   *
   * @param rows of the kernel, and channels of y, in a group
   * @param bias a number for each channel of y, where the start is BIAS
   */
  private void multiply(
      ImageColumns of,
      int rows,
      Tensor x,
      Object kernel,
      int kernelOffset,
      MatmulStart start,
      double[] bias,
      Tensor y) {
    int depth = of.rows();
    int pixels = of.pixels();
    int step = Grid.step(pixels, (pixels + PIXELS - 1) / PIXELS, LANES);
    int blocks = (pixels + step - 1) / step;
    int plane = of.channels() * of.height() * of.width();
    inParts(
        images * groups * blocks,
        (double) rows * depth * step,
        x.dtype(),
        Math.min(depth, TAPS) * step,
        (block, buffer) -> {
          int image = block / blocks; // with its group
          int from = block % blocks * step;
          int to = Math.min(pixels, from + step);
          int at = y.offset() + image * rows * pixels + from;
          int group = image % groups * rows;
          if (start == MatmulStart.BIAS) {
            for (int row = 0; row < rows; row++) {
              int line = at + row * pixels;
              kernels.elementwise().fill(bias[group + row], line, line + to - from, y.array());
            }
          }
          for (int k = 0; k < depth; k += TAPS) {
            int last = Math.min(depth, k + TAPS);
            kernels
                .columns()
                .pack(of, k, last, from, to, x.array(), x.offset() + image * plane, buffer, step);
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
                    buffer,
                    0,
                    step,
                    start == MatmulStart.ZERO && k == 0 ? MatmulStart.ZERO : MatmulStart.ACCUMULATE,
                    y.array(),
                    at,
                    pixels,
                    null,
                    0);
          }
        });
  }

  /**
   * gw = g times the transposed columns of x, image by image, or gw plus that. It is computed
   * transposed, a row for each tap: only g, which is small, is then transposed for each image.
   */
  private void weightGradient(Tensor g, Tensor x, Tensor gw, boolean more) {
    int taps = columns.rows();
    int blocks = (taps + GRADIENT_TAPS - 1) / GRADIENT_TAPS;
    int step = Grid.step(taps, Math.max(blocks, Math.min(taps, Workers.threads())), 1);
    int parts = (taps + step - 1) / step;
    inParts(
        groups * parts,
        (double) images * columns.pixels() * outputs * step,
        x.dtype(),
        step * GRADIENT_PIXELS + outputs * (GRADIENT_PIXELS + step),
        (part, buffer) -> {
          int group = part / parts;
          int from = part % parts * step;
          weightGradient(g, x, gw, more, group, from, Math.min(taps, from + step), buffer);
        });
  }

  private void weightGradient(
      Tensor g, Tensor x, Tensor gw, boolean more, int group, int from, int to, Object buffer) {
    int pixels = columns.pixels();
    int plane = columns.channels() * height * width;
    int taps = columns.rows();
    int count = to - from;
    int gAt = count * GRADIENT_PIXELS; // after the columns; after g, the sums
    int sumsAt = gAt + outputs * GRADIENT_PIXELS;
    int own = gw.offset() + group * outputs * taps + from;
    ColumnKernels<Object> copies = kernels.columns();
    if (more) {
      copies.transpose(outputs, count, gw.array(), own, taps, buffer, sumsAt, outputs);
    } else {
      kernels.elementwise().fill(0, sumsAt, sumsAt + count * outputs, buffer);
    }
    for (int image = group; image < images * groups; image += groups) {
      for (int pixel = 0; pixel < pixels; pixel += GRADIENT_PIXELS) {
        int last = Math.min(pixels, pixel + GRADIENT_PIXELS);
        int n = last - pixel;
        int imageAt = x.offset() + image * plane;
        copies.pack(columns, from, to, pixel, last, x.array(), imageAt, buffer, n);
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
                buffer,
                0,
                n,
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

  private void biasGradient(Tensor g, Tensor gb) {
    int pixels = columns.pixels();
    int planes = groups * outputs;
    for (int output = 0; output < planes; output++) {
      double sum = 0;
      for (int image = 0; image < images; image++) {
        int from = g.offset() + (image * planes + output) * pixels;
        sum += kernels.reductions().sum(from, from + pixels, g.array());
      }
      Elementwise.fill(sum, gb.view(Shape.of(), output));
    }
  }

  /** Work on one of several blocks, with memory of its own. */
  private interface Block {
    void run(int block, Object buffer);
  }

  /** Splits blocks over the threads; each part has a buffer of the given length. */
  private void inParts(int blocks, double multiplies, DType dtype, int length, Block work) {
    int most = Math.min(Workers.threads(), blocks);
    int parts = blocks * multiplies < Grid.FEWEST_MULTIPLIES ? Math.min(1, most) : most;
    Object[] buffers = new Object[parts];
    for (int i = 0; i < parts; i++) {
      buffers[i] = memory.takeBriefly(dtype, length);
    }
    Workers.run(
        parts,
        part -> {
          int last = (int) ((long) blocks * (part + 1) / parts);
          for (int i = (int) ((long) blocks * part / parts); i < last; i++) {
            work.run(i, buffers[part]);
          }
        });
    for (Object buffer : buffers) {
      memory.release(dtype, length, buffer);
    }
  }

  private static void check(
      Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    DType.requireSame("conv2d", x, weight);
    require(stride >= 1, "stride: 1 or more, not " + stride);
    require(padding >= 0, "padding: 0 or more, not " + padding);
    require(dilation >= 1, "dilation: 1 or more, not " + dilation);
    require(groups >= 1, "groups: 1 or more, not " + groups);
    Shape kernel = weight.shape();
    require(
        kernel.rank() == 4 && kernel.size() > 0,
        "the weight is [outputs, channels of a group, height, width], not " + kernel);
    require(
        kernel.dim(0) % groups == 0,
        groups + " groups do not divide the " + kernel.dim(0) + " outputs of the weight " + kernel);
    int channels = kernel.dim(1) * groups;
    require(
        x.shape().rank() == 4 && x.shape().dim(1) == channels,
        "the weight "
            + kernel
            + (groups == 1 ? "" : " in " + groups + " groups")
            + " takes [n, "
            + channels
            + ", height, width], not "
            + x.shape());
    long high = x.shape().dim(2) + 2L * padding;
    long wide = x.shape().dim(3) + 2L * padding;
    long down = (long) dilation * (kernel.dim(2) - 1) + 1;
    long across = (long) dilation * (kernel.dim(3) - 1) + 1;
    require(
        down <= high && across <= wide,
        "the weight "
            + kernel
            + (dilation == 1 ? "" : " with dilation " + dilation)
            + " covers "
            + down
            + " x "
            + across
            + " pixels, the input "
            + x.shape()
            + " has "
            + (padding == 0 ? "" : "with its padding ")
            + high
            + " x "
            + wide);
    require(
        bias == null || bias.shape().equals(Shape.of(kernel.dim(0))),
        "the bias of "
            + kernel.dim(0)
            + " outputs is of shape ["
            + kernel.dim(0)
            + "], not "
            + (bias == null ? "" : bias.shape()));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("conv2d: " + message);
    }
  }
}
