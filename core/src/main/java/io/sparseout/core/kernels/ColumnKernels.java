// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** What makes a convolution a matrix product: copies, without arithmetic. */
public interface ColumnKernels<A> {
  /**
   * Copies a block of the matrix of an image's columns.
   *
   * @param fromRow the first row
   * @param toRow after the last row
   * @param from the first pixel
   * @param to after the last pixel
   * @param image its channels one after the other, from {@code offset} on. Not modified.
   * @param block rows of {@code to - from} elements, {@code ld} apart. Modified from index 0 on.
   */
  void pack(
      ImageColumns columns,
      int fromRow,
      int toRow,
      int from,
      int to,
      A image,
      int offset,
      A block,
      int ld);

  /**
   * The kernel of the gradient by the input: {@code [outputs, inputs, taps]} with the first two
   * axes exchanged and the taps in reverse.
   *
   * @param weight from {@code offset} on. Not modified.
   * @param mirrored {@code [inputs, outputs, taps]}, from {@code mirroredOffset} on. Modified.
   */
  void mirror(
      int outputs, int inputs, int taps, A weight, int offset, A mirrored, int mirroredOffset);

  /**
   * to[j, i] = from[i, j].
   *
   * @param rows of {@code from}
   * @param columns of {@code from}
   * @param ld elements from one row of {@code from} to the next
   * @param from Not modified.
   * @param to Modified: {@code columns} rows of {@code rows} elements, {@code ldTo} apart.
   */
  void transpose(int rows, int columns, A from, int offset, int ld, A to, int toOffset, int ldTo);

  /**
   * The tiles of an image, a row for each pixel of a tile: row {@code i size + j} of tile t has
   * pixel (i, j) of it, or 0 where that is beyond the image's edges.
   *
   * @param size pixels along each axis of a tile
   * @param across tiles from left to right, which cover the width
   * @param firstRow the first row of tiles
   * @param lastRow after the last one
   * @param image from {@code offset} on. Not modified.
   * @param tiles Modified: size^2 rows of {@code (lastRow - firstRow) across} elements, {@code ld}
   *     apart.
   */
  void tiles(
      int size,
      int across,
      int firstRow,
      int lastRow,
      int height,
      int width,
      A image,
      int offset,
      A tiles,
      int tilesOffset,
      int ld);

  /**
   * to[i, j] = from[i, j].
   *
   * @param ld elements from one row of {@code from} to the next
   * @param from Not modified.
   * @param to Modified: {@code rows} rows of {@code columns} elements, {@code ldTo} apart.
   */
  void copy(int rows, int columns, A from, int offset, int ld, A to, int toOffset, int ldTo);
}
