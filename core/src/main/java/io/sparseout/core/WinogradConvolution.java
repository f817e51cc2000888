// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.Unary;
import io.sparseout.core.kernels.WinogradKernels;
import io.sparseout.core.kernels.Workers;

/**
 * Convolutions with kernels of 3 x 3 or 5 x 5 by Winograd's minimal filtering ({@link
 * WinogradKernels}; Lavin and Gray 2016). Each 6 x 6 pixels of a channel, a tile, are spread along
 * both axes, each kernel is evaluated along both axes, and what was a convolution is a matrix
 * product over the channels at each of the 36 points: 4 or 2.8 times fewer multiplications for the
 * tile's 4 x 4 or 2 x 2 pixels of the output. The gradient of the kernel is computed likewise, from
 * the tiles and the evaluated gradient, and collected once for all tiles.
 *
 * <p>Each element at a point is one chain of fma over the channels, or over (image, tile). The
 * error of a pixel is bounded by the largest products of its tile, not by its own: see {@link
 * Tensor#conv2d}.
 */
final class WinogradConvolution implements Convolution.Method {
  private static final int POINTS = WinogradKernels.POINTS;
  private static final int PLANES = POINTS * POINTS;

  /** What the transforms of a number cost, in multiplications of a product. */
  private static final double TRANSFORM_COST = 18;

  /** Images that the estimate assumes: the choice must not depend on how many there are. */
  private static final int BATCH = 16;

  /** Numbers that are collected at a time: their lines stay in the first-level cache. */
  private static final int COLLECTED = 256;

  private final ConvolutionSizes sizes;
  private final Kernels<Object> kernels;
  private final Memory memory;

  WinogradConvolution(ConvolutionSizes sizes, Kernels<Object> kernels, Memory memory) {
    this.sizes = sizes;
    this.kernels = kernels;
    this.memory = memory;
  }

  /** Whether this is a way to compute a convolution of these sizes, and estimated to be faster. */
  static boolean suits(ConvolutionSizes sizes) {
    int kernel = sizes.kernelHeight();
    if ((kernel != 3 && kernel != 5)
        || sizes.kernelWidth() != kernel
        || sizes.padding() >= kernel
        || sizes.stride() != 1
        || sizes.dilation() != 1
        || sizes.groups() != 1) {
      return false;
    }
    double channels = sizes.channels();
    double outputs = sizes.outputs();
    double direct = (double) BATCH * sizes.outPixels() * sizes.taps() * channels * outputs;
    double tile = PLANES * (channels * outputs + TRANSFORM_COST * (channels + outputs));
    double kernels = PLANES * TRANSFORM_COST * channels * outputs;
    return BATCH * WinogradTiles.count(sizes) * tile + kernels < direct;
  }

  @Override
  public void forward(Tensor x, Tensor weight, Tensor bias, Tensor y) {
    correlate(sizes, false, x, weight, bias == null ? null : bias.toDoubleArray(), y);
  }

  @Override
  public void inputGradient(Tensor g, Tensor weight, Tensor gx) {
    correlate(sizes.backwards(), true, g, weight, null, gx);
  }

  /**
   * y = x convolved with the weight, plus the bias.
   *
   * @param backwards whether with the mirrored weight, its inputs and outputs exchanged
   */
  private void correlate(
      ConvolutionSizes of, boolean backwards, Tensor x, Tensor weight, double[] bias, Tensor y) {
    int columns = whole(of.outputs());
    int filterPlane = plane(of.channels() * columns);
    Object filters = memory.takeBriefly(x.dtype(), PLANES * filterPlane);
    evaluate(of, backwards, weight, filters, filterPlane);
    WinogradTiles tiles = WinogradTiles.of(of, Workers.threads());
    SpreadTiles spread = new SpreadTiles(kernels, of, tiles, x, 0, of.channels());
    int plane = plane(tiles.most() * columns);
    int productsAt = spread.length();
    int linesAt = productsAt + PLANES * plane;
    int pixelsAt = linesAt + tiles.size() * POINTS * Math.max(COLLECTED, columns);
    int pixels = tiles.rowsARun() * tiles.size() * tiles.outWidth();
    Blocks.run(
        tiles.runs(),
        (double) PLANES * tiles.most() * of.channels() * columns,
        memory,
        x.dtype(),
        pixelsAt + pixels * columns,
        (run, buffer) -> {
          spread.run(run, buffer);
          for (int point = 0; point < PLANES; point++) {
            kernels
                .matrix()
                .matmul(
                    false,
                    false,
                    tiles.count(run),
                    columns,
                    of.channels(),
                    buffer,
                    point * spread.plane(),
                    spread.columns(),
                    filters,
                    point * filterPlane,
                    columns,
                    MatmulStart.ZERO,
                    buffer,
                    productsAt + point * plane,
                    columns,
                    null,
                    0);
          }
          int at = productsAt;
          for (int image = tiles.firstImage(run); image < tiles.lastImage(run); image++) {
            for (int row = 0; row < tiles.rows(run); row++) {
              int to = pixelsAt + row * tiles.size() * tiles.outWidth() * columns;
              collect(tiles, columns, buffer, at, plane, linesAt, to);
              at += tiles.across() * columns;
            }
            write(of, tiles, run, image, buffer, pixelsAt, columns, bias, y);
          }
        });
    memory.release(x.dtype(), PLANES * filterPlane, filters);
  }

  /** The kernels at each point: a matrix {@code [channels, outputs]}. */
  private void evaluate(
      ConvolutionSizes of, boolean backwards, Tensor weight, Object filters, int plane) {
    int n = whole(of.outputs());
    int taps = of.taps();
    int parts = Math.min(of.channels(), 4 * Workers.threads());
    int most = (of.channels() + parts - 1) / parts;
    int linesAt = most * taps * n;
    WinogradEvaluation evaluation =
        new WinogradEvaluation(kernels.winograd(), of.kernelHeight(), n, plane, backwards);
    Blocks.run(
        parts,
        (double) PLANES * most * n,
        memory,
        weight.dtype(),
        linesAt + evaluation.lines(),
        (part, buffer) -> {
          int first = Math.min(of.channels(), part * most);
          int last = Math.min(of.channels(), first + most);
          kernels.elementwise().fill(0, 0, linesAt, buffer);
          if (backwards) {
            for (int channel = first; channel < last; channel++) {
              int at = (channel - first) * taps * n;
              load(weight, of.outputs(), channel * of.outputs() * taps, taps, taps, buffer, at, n);
            }
          } else {
            int count = (last - first) * taps;
            load(weight, of.outputs(), first * taps, of.channels() * taps, count, buffer, 0, n);
          }
          for (int channel = first; channel < last; channel++) {
            int at = (channel - first) * taps * n;
            evaluation.run(buffer, at, linesAt, filters, channel * n);
          }
        });
  }

  /** Some columns of rows of the weight, as rows in the buffer. */
  private void load(
      Tensor weight, int rows, int from, int ld, int columns, Object buffer, int at, int n) {
    kernels
        .columns()
        .transpose(rows, columns, weight.array(), weight.offset() + from, ld, buffer, at, n);
  }

  /** Collects a row of tiles along both axes into rows of pixels, the channels innermost. */
  private void collect(
      WinogradTiles tiles, int n, Object buffer, int from, int plane, int linesAt, int to) {
    WinogradKernels<Object> winograd = kernels.winograd();
    int size = tiles.size();
    int chunk = Math.max(1, COLLECTED / n);
    for (int tile = 0; tile < tiles.across(); tile += chunk) {
      int count = Math.min(chunk, tiles.across() - tile);
      int line = count * n;
      int step = POINTS * line;
      int at = from + tile * n;
      winograd.collect(
          size, POINTS, line, buffer, at, POINTS * plane, plane, buffer, linesAt, step, line);
      for (int i = 0; i < size; i++) {
        int pixel = to + (i * tiles.outWidth() + tile * size) * n;
        winograd.collect(
            size, count, n, buffer, linesAt + i * step, line, n, buffer, pixel, n, size * n);
      }
    }
  }

  /** Writes a run's pixels of an image where they belong, but those beyond the output's edges. */
  private void write(
      ConvolutionSizes of,
      WinogradTiles tiles,
      int run,
      int image,
      Object buffer,
      int pixelsAt,
      int columns,
      double[] bias,
      Tensor y) {
    int width = of.outWidth();
    int first = tiles.firstRow(run) * tiles.size();
    int last = Math.min(of.outHeight(), first + tiles.rows(run) * tiles.size());
    int step = tiles.outWidth() == width ? last - first : 1;
    int to = y.offset() + image * of.outputs() * of.outPixels();
    for (int row = first; row < last; row += step) {
      kernels
          .columns()
          .transpose(
              step * width,
              of.outputs(),
              buffer,
              pixelsAt + (row - first) * tiles.outWidth() * columns,
              columns,
              y.array(),
              to + row * width,
              of.outPixels());
    }
    for (int output = 0; bias != null && output < of.outputs(); output++) {
      int line = to + output * of.outPixels();
      kernels
          .elementwise()
          .unary(
              Unary.SHIFT,
              bias[output],
              line + first * width,
              line + last * width,
              y.array(),
              y.array());
    }
  }

  @Override
  public void weightGradient(Tensor g, Tensor x, Tensor gw) {
    int pixels = sizes.images() * sizes.outPixels();
    Grid grid = Grid.of(sizes.outputs(), sizes.channels(), pixels, Workers.threads());
    WinogradWeightGradient[] parts = new WinogradWeightGradient[grid.tasks()];
    int length = 0;
    for (int task = 0; task < parts.length; task++) {
      parts[task] =
          new WinogradWeightGradient(
              kernels,
              sizes,
              g,
              x,
              grid.firstRow(task),
              grid.lastRow(task),
              grid.firstColumn(task),
              grid.lastColumn(task));
      length = Math.max(length, parts[task].length());
    }
    Blocks.run(
        parts.length,
        Grid.FEWEST_MULTIPLIES,
        memory,
        x.dtype(),
        length,
        (part, buffer) -> parts[part].run(buffer, gw));
  }

  /** So many elements, in whole units of the transforms. */
  static int whole(int elements) {
    return (elements + WinogradKernels.UNIT - 1) / WinogradKernels.UNIT * WinogradKernels.UNIT;
  }

  /** From one plane to the next: an odd number of cache lines, to use all sets of the cache. */
  static int plane(int elements) {
    return (elements / WinogradKernels.UNIT | 1) * WinogradKernels.UNIT;
  }
}
