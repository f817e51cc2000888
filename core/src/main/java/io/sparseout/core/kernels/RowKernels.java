// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Kernels on the rows of a matrix, {@code fromRow <= r < toRow}, of {@code columns} elements each.
 */
public interface RowKernels<A> {
  /**
   * y = e^(x - max x) / sum e^(x - max x), row by row.
   *
   * @param x Not modified.
   * @param y Modified.
   */
  void softmax(int fromRow, int toRow, int columns, A x, A y);

  /**
   * gx = y (g - sum g y), row by row.
   *
   * @param y what softmax gave. Not modified.
   * @param g Not modified.
   * @param gx Modified.
   */
  void softmaxGradient(int fromRow, int toRow, int columns, A y, A g, A gx);

  /**
   * y = x - log sum e^x, row by row, with the maximum taken out of the sum.
   *
   * @param x Not modified.
   * @param y Modified.
   */
  void logSoftmax(int fromRow, int toRow, int columns, A x, A y);

  /**
   * gx = g - e^y sum g, row by row.
   *
   * @param y what logSoftmax gave. Not modified.
   * @param g Not modified.
   * @param gx Modified.
   */
  void logSoftmaxGradient(int fromRow, int toRow, int columns, A y, A g, A gx);

  /**
   * Row r of y = row index[r] of the table.
   *
   * @param table Not modified.
   * @param index a row of the table for each row. Not modified.
   * @param y Modified.
   */
  void gather(
      int fromRow, int toRow, int columns, A table, int tableOffset, int[] index, int first, A y);

  /**
   * Row index[r] of the table += row r of g, in ascending order of r.
   *
   * @param index a row of the table for each row. Not modified.
   * @param g Not modified.
   * @param table Modified.
   */
  void scatterAdd(int rows, int columns, A g, int[] index, int first, A table);
}
