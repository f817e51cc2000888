// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.WinogradKernels;

/**
 * How the output of a convolution is divided into tiles, and these into runs: the tiles of whole
 * images or of some rows of one image, as much as stays in a cache.
 *
 * @param size pixels of the output along each axis of a tile
 * @param down tiles of an image from top to bottom
 * @param across tiles of an image from left to right
 * @param images in the batch
 * @param imagesARun 1 or more
 * @param rowsARun rows of tiles; less than {@code down} only where a run is of one image
 */
record WinogradTiles(int size, int down, int across, int images, int imagesARun, int rowsARun) {
  /** Numbers of a run at all points, about: what stays in the second-level cache. */
  private static final int RUN_NUMBERS = 1 << 18;

  /** So many tiles at the least: each run reads all kernels. */
  private static final int FEWEST = 48;

  /** The tiles of a convolution, in at least the given number of runs if there are so many. */
  static WinogradTiles of(ConvolutionSizes sizes, int runs) {
    int size = size(sizes);
    int down = (sizes.outHeight() + size - 1) / size;
    int across = (sizes.outWidth() + size - 1) / size;
    int points = WinogradKernels.POINTS * WinogradKernels.POINTS;
    int most = Math.max(FEWEST, RUN_NUMBERS / points / (sizes.channels() + sizes.outputs()));
    int rows = Math.max(1, Math.min(down, most / across));
    int rowRuns = (down + rows - 1) / rows;
    rows = (down + rowRuns - 1) / rowRuns;
    int images = rowRuns > 1 ? 1 : Math.max(1, most / (down * across));
    images = Math.max(1, Math.min(images, (sizes.images() + runs - 1) / runs));
    return new WinogradTiles(size, down, across, sizes.images(), images, rows);
  }

  /** Pixels of the output along each axis of a tile. */
  static int size(ConvolutionSizes sizes) {
    return WinogradKernels.POINTS + 1 - sizes.kernelHeight();
  }

  /** How many tiles an image has. */
  static double count(ConvolutionSizes sizes) {
    int size = size(sizes);
    double down = Math.ceil((double) sizes.outHeight() / size);
    return down * Math.ceil((double) sizes.outWidth() / size);
  }

  /** How many runs there are. */
  int runs() {
    return (images + imagesARun - 1) / imagesARun * rowRuns();
  }

  /** Tiles of a run, at most. */
  int most() {
    return imagesARun * rowsARun * across;
  }

  /** Tiles of the given run. */
  int count(int run) {
    return (lastImage(run) - firstImage(run)) * rows(run) * across;
  }

  int firstImage(int run) {
    return run / rowRuns() * imagesARun;
  }

  int lastImage(int run) {
    return Math.min(images, firstImage(run) + imagesARun);
  }

  /** The run's first row of tiles in each of its images. */
  int firstRow(int run) {
    return run % rowRuns() * rowsARun;
  }

  /** The run's rows of tiles in each of its images. */
  int rows(int run) {
    return Math.min(down - firstRow(run), rowsARun);
  }

  /** Pixels from left to right that tiles cover of the output. */
  int outWidth() {
    return across * size;
  }

  /** Pixels from top to bottom that so many rows of tiles read of the input. */
  int height(int rows) {
    return rows * size + WinogradKernels.POINTS - size;
  }

  /** Pixels from left to right that tiles read of the input. */
  int width() {
    return across * size + WinogradKernels.POINTS - size;
  }

  private int rowRuns() {
    return (down + rowsARun - 1) / rowsARun;
  }
}
