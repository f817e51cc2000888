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
}
