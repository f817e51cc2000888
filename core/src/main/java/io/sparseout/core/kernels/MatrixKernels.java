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

  /** The length of what {@link #pack} makes of a k x n matrix; n k where that is by rows. */
  default int packedLength(int n, int k) {
    return n * k;
  }

  /**
   * Brings op(B), k x n, into the order that {@link #matmulPacked} reads, for many products with
   * it.
   *
   * @param transposeB whether B is stored as n x k
   * @param b Not modified.
   * @param packed Modified: {@link #packedLength} elements from {@code packedOffset} on.
   */
  void pack(
      boolean transposeB, int n, int k, A b, int bOffset, int ldb, A packed, int packedOffset);

  /**
   * {@link #matmul} with A as it is stored and a packed B, to the same bits. As it stands here, for
   * a B that is packed by rows without gaps.
   *
   * @param packed what {@link #pack} made of B. Not modified.
   */
  default void matmulPacked(
      int m,
      int n,
      int k,
      A a,
      int aOffset,
      int lda,
      A packed,
      int packedOffset,
      MatmulStart start,
      A c,
      int cOffset,
      int ldc,
      A bias,
      int biasOffset) {
    matmul(
        false,
        false,
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        packed,
        packedOffset,
        n,
        start,
        c,
        cOffset,
        ldc,
        bias,
        biasOffset);
  }
}
