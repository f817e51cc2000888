// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * The product of examples with a sparse matrix, y = x W^T + b. Every element of y is one chain of
 * fused multiply-adds over the columns of W in ascending order, begun by b, that leaves out what is
 * zero in W; a result of zero is +0.
 */
public interface SparseKernels<A> {
  /**
   * The outputs of the rows in groups {@code fromGroup} up to, not including, {@code toGroup}, for
   * m examples.
   *
   * @param values the elements of W, as {@link SparseRows#values} has them. Not modified.
   * @param x an example every {@code ldx} elements. Not modified.
   * @param bias an element for each row, or null for zeros. Not modified.
   * @param y an example every {@code ldy} elements. Modified: the outputs of those rows.
   */
  void rows(
      SparseRows w,
      A values,
      int fromGroup,
      int toGroup,
      int m,
      A x,
      int xOffset,
      int ldx,
      A bias,
      int biasOffset,
      A y,
      int yOffset,
      int ldy);

  /**
   * The outputs of the rows in bands {@code fromBand} up to, not including, {@code toBand}, for one
   * example, of which zeros are left out too.
   *
   * @param values the elements of W, as {@link SparseColumns#values} has them. Not modified.
   * @param x as many elements as W has columns. Not modified.
   * @param bias an element for each row, or null for zeros. Not modified.
   * @param y Modified: the outputs of those rows.
   */
  void columns(
      SparseColumns w,
      A values,
      int fromBand,
      int toBand,
      A x,
      int xOffset,
      A bias,
      int biasOffset,
      A y,
      int yOffset);
}
