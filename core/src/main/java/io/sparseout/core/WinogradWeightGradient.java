// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.WinogradKernels;

/**
 * The gradient of some kernels of a {@link WinogradConvolution}: those from some channels to some
 * outputs, over all tiles.
 */
final class WinogradWeightGradient {
  private static final int POINTS = WinogradKernels.POINTS;
  private static final int PLANES = POINTS * POINTS;

  private final Kernels<Object> kernels;
  private final ConvolutionSizes sizes;
  private final WinogradTiles tiles;
  private final Tensor g;
  private final int firstOutput;
  private final int outputs;
  private final int firstChannel;
  private final int channels;
  private final SpreadTiles spread;
  private final WinogradEvaluation evaluation;

  /** Columns of the evaluated gradient, a row for each output. */
  private final int evaluatedColumns;

  private final int evaluatedAt;
  private final int gradientAt;
  private final int linesAt;
  private final int sumsAt;
  private final int sumsPlane;

  WinogradWeightGradient(
      Kernels<Object> kernels,
      ConvolutionSizes sizes,
      Tensor g,
      Tensor x,
      int firstOutput,
      int lastOutput,
      int firstChannel,
      int lastChannel) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.g = g;
    this.firstOutput = firstOutput;
    this.firstChannel = firstChannel;
    outputs = lastOutput - firstOutput;
    channels = lastChannel - firstChannel;
    tiles = WinogradTiles.of(sizes, 1);
    spread = new SpreadTiles(kernels, sizes, tiles, x, firstChannel, lastChannel);
    int size = tiles.size();
    evaluatedColumns = WinogradConvolution.whole(tiles.most());
    int plane = WinogradConvolution.plane(outputs * evaluatedColumns);
    evaluation = new WinogradEvaluation(kernels.winograd(), size, evaluatedColumns, plane, false);
    evaluatedAt = spread.length();
    gradientAt = evaluatedAt + PLANES * plane;
    linesAt = gradientAt + size * size * evaluatedColumns;
    int kernel = sizes.kernelHeight();
    sumsAt = linesAt + Math.max(evaluation.lines(), kernel * (POINTS + kernel) * spread.columns());
    sumsPlane = WinogradConvolution.plane(outputs * spread.columns());
  }

  /** The buffer that {@link #run} needs. */
  int length() {
    return sumsAt + PLANES * sumsPlane;
  }

  /**
   * Computes the gradient.
   *
   * @param gw Modified: this part of it.
   */
  void run(Object buffer, Tensor gw) {
    if (outputs == 0 || channels == 0) {
      return; // a split can leave parts empty
    }
    kernels.elementwise().fill(0, gradientAt, linesAt, buffer);
    kernels.elementwise().fill(0, sumsAt, length(), buffer);
    for (int run = 0; run < tiles.runs(); run++) {
      spread.run(run, buffer);
      for (int output = 0; output < outputs; output++) {
        evaluate(run, output, buffer);
      }
      for (int point = 0; point < PLANES; point++) {
        kernels
            .matrix()
            .matmul(
                false,
                false,
                outputs,
                spread.columns(),
                tiles.count(run),
                buffer,
                evaluatedAt + point * evaluation.plane(),
                evaluatedColumns,
                buffer,
                point * spread.plane(),
                spread.columns(),
                MatmulStart.ACCUMULATE,
                buffer,
                sumsAt + point * sumsPlane,
                spread.columns(),
                null,
                0);
      }
    }
    for (int output = 0; output < outputs; output++) {
      collect(output, buffer, gw);
    }
  }

  /** The gradient of an output's pixels in a run of tiles, at each point. */
  private void evaluate(int run, int output, Object buffer) {
    int at = gradientAt;
    for (int image = tiles.firstImage(run); image < tiles.lastImage(run); image++) {
      int plane = image * sizes.outputs() + firstOutput + output;
      kernels
          .columns()
          .tiles(
              tiles.size(),
              tiles.across(),
              tiles.firstRow(run),
              tiles.firstRow(run) + tiles.rows(run),
              sizes.outHeight(),
              sizes.outWidth(),
              g.array(),
              g.offset() + plane * sizes.outPixels(),
              buffer,
              at,
              evaluatedColumns);
      at += tiles.rows(run) * tiles.across();
    }
    evaluation.run(buffer, gradientAt, linesAt, buffer, evaluatedAt + output * evaluatedColumns);
  }

  /** Collects the sums of an output's kernels along both axes. */
  private void collect(int output, Object buffer, Tensor gw) {
    WinogradKernels<Object> winograd = kernels.winograd();
    int kernel = sizes.kernelHeight();
    int n = spread.columns();
    int from = sumsAt + output * n;
    int line = POINTS * n;
    winograd.collect(
        kernel, POINTS, n, buffer, from, POINTS * sumsPlane, sumsPlane, buffer, linesAt, line, n);
    int tapsAt = linesAt + kernel * line;
    winograd.collect(kernel, kernel, n, buffer, linesAt, n, line, buffer, tapsAt, n, kernel * n);
    int to = (firstOutput + output) * sizes.channels() + firstChannel;
    kernels
        .columns()
        .transpose(
            sizes.taps(),
            channels,
            buffer,
            tapsAt,
            n,
            gw.array(),
            gw.offset() + to * sizes.taps(),
            sizes.taps());
  }
}
