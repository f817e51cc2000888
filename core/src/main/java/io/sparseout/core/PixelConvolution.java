// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static java.lang.Math.floorDiv;
import static java.lang.Math.floorMod;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.Workers;

/**
 * Convolutions of many channels with any stride, as matrix products with the pixels where they are:
 * with the channels of a pixel side by side, what a row of the kernel reads for a row of the output
 * is a matrix whose rows overlap, and nothing is copied but the image itself. Each element of the
 * output is one chain of fma over (row, column, channel) of the kernel, zeros of the padding
 * included; each of the gradient by the kernel one over (image, pixel).
 */
final class PixelConvolution implements Convolution.Method {
  /** With fewer numbers side by side, chains are too short between a load and a store. */
  private static final int FEWEST = 16;

  /** Columns of a product, at most: a panel that is read where it is. */
  private static final int PANEL = 64;

  /** Numbers of the input that are loaded at a time, about: they stay in a cache. */
  private static final int LOADED = 1 << 16;

  private final ConvolutionSizes sizes;
  private final Kernels<Object> kernels;
  private final Memory memory;
  private final int channels;
  private final int outputs;
  private final int kernelHeight;
  private final int kernelWidth;
  private final int stride;
  private final int padding;

  PixelConvolution(ConvolutionSizes sizes, Kernels<Object> kernels, Memory memory) {
    this.sizes = sizes;
    this.kernels = kernels;
    this.memory = memory;
    channels = sizes.channels();
    outputs = sizes.outputs();
    kernelHeight = sizes.kernelHeight();
    kernelWidth = sizes.kernelWidth();
    stride = sizes.stride();
    padding = sizes.padding();
  }

  /** Whether this is a way to compute a convolution of these sizes, and likely to be fast. */
  static boolean suits(ConvolutionSizes sizes) {
    boolean isProduct = sizes.taps() == 1 && sizes.stride() == 1;
    return !isProduct
        && sizes.groups() == 1
        && sizes.dilation() == 1
        && sizes.channels() >= FEWEST
        && sizes.outputs() >= FEWEST;
  }

  @Override
  public void forward(Tensor x, Tensor weight, Tensor bias, Tensor y) {
    Object filters = memory.takeBriefly(x.dtype(), weight.size());
    inPanels(outputs, (column, n) -> loadFilters(weight, column, n, filters));
    int line = (sizes.width() + 2 * padding) * channels;
    int outWidth = sizes.outWidth();
    int run = kernelWidth * channels;
    int rows = rowsABlock(line);
    int blocks = (sizes.outHeight() + rows - 1) / rows;
    int resultAt = ((rows - 1) * stride + kernelHeight) * line;
    MatmulStart start = bias == null ? MatmulStart.ZERO : MatmulStart.BIAS;
    Blocks.run(
        sizes.images() * blocks,
        (double) rows * outWidth * sizes.taps() * channels * outputs,
        memory,
        x.dtype(),
        resultAt + rows * outWidth * outputs,
        (block, buffer) -> {
          int image = block / blocks;
          int first = block % blocks * rows;
          int last = Math.min(sizes.outHeight(), first + rows);
          loadFor(first, last, x, image, buffer);
          inPanels(
              outputs,
              (column, n) -> {
                for (int row = first; row < last; row++) {
                  for (int i = 0; i < kernelHeight; i++) {
                    kernels
                        .matrix()
                        .matmul(
                            false,
                            false,
                            outWidth,
                            n,
                            run,
                            buffer,
                            ((row - first) * stride + i) * line,
                            stride * channels,
                            filters,
                            (column * kernelHeight + i * n) * run,
                            n,
                            i == 0 ? start : MatmulStart.ACCUMULATE,
                            buffer,
                            resultAt + (row - first) * outWidth * outputs + column,
                            outputs,
                            bias == null ? null : bias.array(),
                            bias == null ? 0 : bias.offset() + column);
                  }
                }
              });
          int count = (last - first) * outWidth;
          store(buffer, resultAt, count, outputs, y, image, first * outWidth, sizes.outPixels());
        });
    memory.release(x.dtype(), weight.size(), filters);
  }

  /** The kernel, by panels of outputs: {@code [rows, columns, channels, panel]}. */
  private void loadFilters(Tensor weight, int column, int n, Object filters) {
    int taps = sizes.taps();
    for (int channel = 0; channel < channels; channel++) {
      int from = weight.offset() + (column * channels + channel) * taps;
      int to = (column * taps * channels) + channel * n;
      kernels
          .columns()
          .transpose(n, taps, weight.array(), from, channels * taps, filters, to, channels * n);
    }
  }

  /**
   * A pixel at (y, x) has a part from each output whose tap (i, j) read it: y + padding - i and x +
   * padding - j are multiples of the stride. So pixels whose x leaves the same remainder see the
   * same columns of the kernel, and are one product for each row of it.
   */
  @Override
  public void inputGradient(Tensor g, Tensor weight, Tensor gx) {
    Object filters = memory.takeBriefly(g.dtype(), weight.size());
    inPanels(channels, (column, n) -> loadMirrored(weight, column, n, filters));
    int left = Math.max(0, -floorDiv(padding - kernelWidth + 1, stride));
    int reach = floorDiv(sizes.width() - 1 + padding, stride) + 1;
    int width = left + Math.max(sizes.outWidth(), reach);
    int rows = Math.min(sizes.height(), LOADED / (width * outputs) * stride + stride);
    int blocks = (sizes.height() + rows - 1) / rows;
    int resultAt = ((rows + kernelHeight) / stride + 2) * width * outputs;
    int line = sizes.width() * channels;
    Blocks.run(
        sizes.images() * blocks,
        (double) rows / stride * sizes.outWidth() * sizes.taps() * channels * outputs,
        memory,
        g.dtype(),
        resultAt + rows * line,
        (block, buffer) -> {
          int image = block / blocks;
          int first = block % blocks * rows;
          int last = Math.min(sizes.height(), first + rows);
          int top = floorDiv(first + padding - kernelHeight + 1, stride);
          int bottom = floorDiv(last - 1 + padding, stride) + 1;
          load(g, image, top, bottom, left, width, buffer);
          kernels.elementwise().fill(0, resultAt, resultAt + (last - first) * line, buffer);
          for (int row = first; row < last; row++) {
            for (int i = floorMod(row + padding, stride); i < kernelHeight; i += stride) {
              int from = ((row + padding - i) / stride - top) * width + left;
              addRow(i, buffer, from, filters, resultAt + (row - first) * line);
            }
          }
          int count = (last - first) * sizes.width();
          int pixel = first * sizes.width();
          store(buffer, resultAt, count, channels, gx, image, pixel, sizes.pixels());
        });
    memory.release(g.dtype(), weight.size(), filters);
  }

  /** Adds to a row of pixels what a row of the kernel sends back from a row of outputs. */
  private void addRow(int i, Object buffer, int pixel, Object filters, int to) {
    for (int phase = 0; phase < Math.min(stride, sizes.width()); phase++) {
      int lowest = floorMod(phase + padding, stride);
      int columns = (kernelWidth - lowest + stride - 1) / stride;
      if (columns > 0) {
        int highest = lowest + (columns - 1) * stride;
        int from = (pixel + (phase + padding - highest) / stride) * outputs;
        int pixels = (sizes.width() - phase + stride - 1) / stride;
        int at = to + phase * channels;
        inPanels(
            channels,
            (column, n) ->
                kernels
                    .matrix()
                    .matmul(
                        false,
                        false,
                        pixels,
                        n,
                        columns * outputs,
                        buffer,
                        from,
                        outputs,
                        filters,
                        (column * sizes.taps() + (i * kernelWidth + place(highest)) * n) * outputs,
                        n,
                        MatmulStart.ACCUMULATE,
                        buffer,
                        at + column,
                        stride * channels,
                        null,
                        0));
      }
    }
  }

  /**
   * The kernel for the way back, by panels of channels: {@code [rows, columns, outputs, panel]},
   * the columns at their {@link #place}.
   */
  private void loadMirrored(Tensor weight, int column, int n, Object filters) {
    int taps = sizes.taps();
    for (int tap = 0; tap < taps; tap++) {
      int place = tap / kernelWidth * kernelWidth + place(tap % kernelWidth);
      for (int output = 0; output < outputs; output++) {
        int from = weight.offset() + (output * channels + column) * taps + tap;
        int to = (column * taps + place * n) * outputs + output * n;
        kernels.columns().transpose(n, 1, weight.array(), from, taps, filters, to, n);
      }
    }
  }

  /** Where a column of the kernel stands: those with the same remainder together, last first. */
  private int place(int column) {
    int before = 0;
    for (int j = 0; j < kernelWidth; j++) {
      boolean isEarlier = j % stride < column % stride;
      if (isEarlier || (j % stride == column % stride && j > column)) {
        before++;
      }
    }
    return before;
  }

  /** Each thread has some outputs of some rows of the kernel, over all images. */
  @Override
  public void weightGradient(Tensor g, Tensor x, Tensor gw) {
    int outputParts = Math.min(Workers.threads(), (outputs + FEWEST - 1) / FEWEST);
    int step = Grid.step(outputs, outputParts, FEWEST);
    int rowParts = Math.min(kernelHeight, (Workers.threads() + outputParts - 1) / outputParts);
    int line = (sizes.width() + 2 * padding) * channels;
    int run = kernelWidth * channels;
    int rows = rowsABlock(line);
    int runsAt = ((rows - 1) * stride + kernelHeight) * line;
    int sumsAt = runsAt + rows * sizes.outWidth() * run;
    Blocks.run(
        outputParts * rowParts,
        (double) sizes.images() * sizes.outPixels() * run * step,
        memory,
        x.dtype(),
        sumsAt + kernelHeight * step * run,
        (part, buffer) -> {
          int first = part / rowParts * step;
          int n = Math.min(outputs - first, step);
          int firstTap = part % rowParts * kernelHeight / rowParts;
          int lastTap = (part % rowParts + 1) * kernelHeight / rowParts;
          if (n > 0) {
            kernels.elementwise().fill(0, sumsAt, sumsAt + kernelHeight * n * run, buffer);
            for (int image = 0; image < sizes.images(); image++) {
              for (int row = 0; row < sizes.outHeight(); row += rows) {
                int last = Math.min(sizes.outHeight(), row + rows);
                loadFor(row, last, x, image, buffer);
                int gAt = (image * outputs + first) * sizes.outPixels() + row * sizes.outWidth();
                for (int i = firstTap; i < lastTap; i++) {
                  int sums = sumsAt + i * n * run;
                  addTaps(i, last - row, line, g, gAt, n, buffer, runsAt, sums);
                }
              }
            }
            storeSums(first, n, firstTap, lastTap, buffer, sumsAt, gw);
          }
        });
  }

  /** Adds what some rows of the output send back to a row of the kernel. */
  private void addTaps(
      int i, int rows, int line, Tensor g, int gAt, int n, Object buffer, int runsAt, int sumsAt) {
    int outWidth = sizes.outWidth();
    int run = kernelWidth * channels;
    for (int row = 0; row < rows; row++) {
      int from = (row * stride + i) * line;
      int to = runsAt + row * outWidth * run;
      kernels.columns().copy(outWidth, run, buffer, from, stride * channels, buffer, to, run);
    }
    kernels
        .matrix()
        .matmul(
            false,
            false,
            n,
            run,
            rows * outWidth,
            g.array(),
            g.offset() + gAt,
            sizes.outPixels(),
            buffer,
            runsAt,
            run,
            MatmulStart.ACCUMULATE,
            buffer,
            sumsAt,
            run,
            null,
            0);
  }

  private void storeSums(
      int first, int n, int firstTap, int lastTap, Object buffer, int sumsAt, Tensor gw) {
    for (int i = firstTap; i < lastTap; i++) {
      for (int output = 0; output < n; output++) {
        int from = sumsAt + (i * n + output) * kernelWidth * channels;
        int to = (first + output) * channels * sizes.taps() + i * kernelWidth;
        kernels
            .columns()
            .transpose(
                kernelWidth,
                channels,
                buffer,
                from,
                channels,
                gw.array(),
                gw.offset() + to,
                sizes.taps());
      }
    }
  }

  /** Rows of the output whose input, in lines of such a length, is loaded at a time. */
  private int rowsABlock(int line) {
    return Math.max(1, Math.min(sizes.outHeight(), LOADED / (stride * line)));
  }

  /** Loads what some rows of the output read of an image, with its padding. */
  private void loadFor(int firstRow, int lastRow, Tensor x, int image, Object buffer) {
    int top = firstRow * stride - padding;
    int bottom = (lastRow - 1) * stride - padding + kernelHeight;
    load(x, image, top, bottom, padding, sizes.width() + 2 * padding, buffer);
  }

  /** Some columns of a matrix. */
  private interface Panel {
    void accept(int column, int n);
  }

  private static void inPanels(int columns, Panel work) {
    for (int column = 0; column < columns; column += PANEL) {
      work.accept(column, Math.min(PANEL, columns - column));
    }
  }

  /**
   * Copies rows of an image to the beginning of the buffer, the channels of a pixel side by side,
   * zeros beyond its edges.
   *
   * @param left pixels of zeros at the left
   * @param width pixels of a row, with the zeros
   */
  private void load(
      Tensor from, int image, int top, int bottom, int left, int width, Object buffer) {
    int n = from.shape().dim(1);
    int height = from.shape().dim(2);
    int columns = from.shape().dim(3);
    int start = from.offset() + image * n * height * columns;
    int first = Math.max(top, 0);
    int last = Math.min(bottom, height);
    if (width > columns || first > top || last < bottom) {
      kernels.elementwise().fill(0, 0, (bottom - top) * width * n, buffer);
    }
    int step = width == columns ? Math.max(1, last - first) : 1;
    for (int row = first; row < last; row += step) {
      kernels
          .columns()
          .transpose(
              n,
              step * columns,
              from.array(),
              start + row * columns,
              height * columns,
              buffer,
              ((row - top) * width + left) * n,
              n);
    }
  }

  /** Copies pixels to where they belong. */
  private void store(
      Object buffer, int at, int count, int n, Tensor to, int image, int pixel, int plane) {
    kernels
        .columns()
        .transpose(
            count, n, buffer, at, n, to.array(), to.offset() + image * n * plane + pixel, plane);
  }
}
