// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The matrix product. */
public interface MatrixKernels<A> {
  /**
   * C = start + op(A) op(B), where op(A) is m x k and op(B) is k x n, all row-major. Every element
   * of C is one chain of fused multiply-adds over k in ascending order, begun by the start value.
   *
   * @param transposeA whether A is stored as k x m
   * @param transposeB whether B is stored as n x k
   * @param a Not modified.
   * @param aOffset where A starts
   * @param lda elements from one stored row of A to the next
   * @param b Not modified.
   * @param start what the chains start from
   * @param c Modified: m rows of n elements, {@code ldc} apart; nothing between them.
   * @param bias n elements where {@code start} is BIAS, else ignored. Not modified.
   */
  void matmul(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      A a,
      int aOffset,
      int lda,
      A b,
      int bOffset,
      int ldb,
      MatmulStart start,
      A c,
      int cOffset,
      int ldc,
      A bias,
      int biasOffset);
}
