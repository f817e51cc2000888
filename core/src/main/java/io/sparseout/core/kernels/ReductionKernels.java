// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Sums and maxima. The sum of a run of elements is sixteen partial sums, element i of the run in
 * sum i mod 16, each in ascending order, folded as a tree: sum l takes sum l + 8, then + 4, + 2, +
 * 1.
 */
public interface ReductionKernels<A> {
  /** The sum of x[from] to x[to - 1], sixteen partial sums wide. */
  double sum(int from, int to, A x);

  /** The sum of squares of x[from] to x[to - 1], each added by a fused multiply-add. */
  double sumOfSquares(int from, int to, A x);

  /**
   * y[c] = the sum over rows of x[r, c] for columns {@code from <= c < to}, row after row.
   *
   * @param x rows of {@code columns} elements, the first at {@code offset}. Not modified.
   * @param y the sums, column c at {@code yOffset + c}. Modified.
   */
  void columnSums(int rows, int columns, int from, int to, A x, int offset, A y, int yOffset);

  /**
   * y[c] = the maximum over rows of x[r, c] for all columns, NaN if one of them is, and the first
   * row that has it.
   *
   * @param x rows of {@code columns} elements, the first at {@code offset}. Not modified.
   * @param y the maxima, column c at {@code yOffset + c}. Modified.
   * @param row the rows, likewise. Modified.
   */
  void columnMaxima(int rows, int columns, A x, int offset, A y, int[] row, int yOffset);
}
