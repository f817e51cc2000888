// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.WinogradKernels;

/**
 * A run of tiles of the input, spread along both axes: at each of the 36 points a matrix with a row
 * for each tile and a column for each channel. It lies at the beginning of a thread's buffer.
 */
final class SpreadTiles {
  private static final int POINTS = WinogradKernels.POINTS;

  private final Kernels<Object> kernels;
  private final ConvolutionSizes sizes;
  private final WinogradTiles tiles;
  private final Tensor x;
  private final int firstChannel;
  private final int channels;
  private final int columns;
  private final int plane;
  private final int pixelsAt;
  private final int linesAt;

  SpreadTiles(
      Kernels<Object> kernels,
      ConvolutionSizes sizes,
      WinogradTiles tiles,
      Tensor x,
      int firstChannel,
      int lastChannel) {
    this.kernels = kernels;
    this.sizes = sizes;
    this.tiles = tiles;
    this.x = x;
    this.firstChannel = firstChannel;
    channels = lastChannel - firstChannel;
    columns = WinogradConvolution.whole(channels);
    plane = WinogradConvolution.plane(tiles.most() * columns);
    pixelsAt = POINTS * POINTS * plane;
    linesAt = pixelsAt + tiles.height(tiles.rowsARun()) * sizes.width() * columns;
  }

  /** From one row of a matrix to the next. */
  int columns() {
    return columns;
  }

  /** From one matrix to the next. */
  int plane() {
    return plane;
  }

  /** What this takes of the buffer. */
  int length() {
    return linesAt + POINTS * tiles.width() * columns;
  }

  /** Spreads a run. Buffer modified. */
  void run(int run, Object buffer) {
    int at = 0;
    for (int image = tiles.firstImage(run); image < tiles.lastImage(run); image++) {
      load(image, tiles.firstRow(run), tiles.rows(run), buffer);
      for (int row = 0; row < tiles.rows(run); row++) {
        spread(row, at, buffer);
        at += tiles.across() * columns;
      }
    }
  }

  /** Copies the pixels that rows of tiles read, channels innermost, zeros above and below. */
  private void load(int image, int firstRow, int rows, Object buffer) {
    int width = sizes.width();
    int height = tiles.height(rows);
    int top = firstRow * tiles.size() - sizes.padding();
    int first = Math.max(top, 0);
    int last = Math.min(top + height, sizes.height());
    int line = width * columns;
    boolean isFull = channels == columns && first < last;
    int filledTo = pixelsAt + (isFull ? first - top : height) * line;
    kernels.elementwise().fill(0, pixelsAt, filledTo, buffer);
    int filledFrom = Math.max(filledTo, pixelsAt + (last - top) * line);
    kernels.elementwise().fill(0, filledFrom, pixelsAt + height * line, buffer);
    if (first < last) {
      int plane = image * sizes.channels() + firstChannel;
      kernels
          .columns()
          .transpose(
              channels,
              (last - first) * width,
              x.array(),
              x.offset() + plane * sizes.pixels() + first * width,
              sizes.pixels(),
              buffer,
              pixelsAt + (first - top) * line,
              columns);
    }
  }

  /** Spreads a row of tiles from top to bottom, and then each line of that from left to right. */
  private void spread(int row, int to, Object buffer) {
    int line = sizes.width() * columns;
    int wide = tiles.width() * columns;
    int left = sizes.padding() * columns;
    int from = pixelsAt + row * tiles.size() * line;
    WinogradKernels<Object> winograd = kernels.winograd();
    winograd.spread(1, line, buffer, from, line, 0, buffer, linesAt + left, wide, 0);
    for (int i = 0; i < POINTS; i++) {
      int at = linesAt + i * wide;
      kernels.elementwise().fill(0, at, at + left, buffer);
      kernels.elementwise().fill(0, at + left + line, at + wide, buffer);
      int step = tiles.size() * columns;
      winograd.spread(
          tiles.across(),
          columns,
          buffer,
          at,
          columns,
          step,
          buffer,
          to + i * POINTS * plane,
          plane,
          columns);
    }
  }
}
