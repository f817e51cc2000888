// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;

/**
 * The matrix product in explicit SIMD, by the way that suits the shape.
 *
 * <p>The buffers for packed blocks belong to the thread: kernels run on the pool's threads and on
 * any thread of a user, and buffers shared between them would have to be handed out under a lock.
 */
final class VectorMatmul implements MatrixKernels<float[]> {
  private static final ThreadLocal<Products> PRODUCTS = ThreadLocal.withInitial(Products::new);

  @Override
  public void matmul(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      MatmulStart start,
      float[] c,
      int cOffset,
      int ldc,
      float[] bias,
      int biasOffset) {
    if (m == 1 && !transposeB && (!transposeA || lda == 1)) {
      RowProduct.compute(n, k, a, aOffset, b, bOffset, ldb, start, c, cOffset, bias, biasOffset);

      return;
    }
    Products products = PRODUCTS.get();
    if (transposeB && products.swapped.suits(m, n, k)) {
      products.swapped.compute(
          transposeA,
          m,
          n,
          k,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          start,
          c,
          cOffset,
          ldc,
          bias,
          biasOffset);
    } else {
      products.blocked.compute(
          transposeA,
          transposeB,
          m,
          n,
          k,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          ldb,
          start,
          c,
          cOffset,
          ldc,
          bias,
          biasOffset);
    }
  }

  @Override
  public int packedLength(int n, int k) {
    return Packing.length(n, k);
  }

  @Override
  public void pack(
      boolean transposeB,
      int n,
      int k,
      float[] b,
      int bOffset,
      int ldb,
      float[] packed,
      int packedOffset) {
    if (transposeB) {
      Packing.packTransposed(k, n, b, bOffset, ldb, packed, packedOffset);
    } else {
      Packing.pack(k, n, b, bOffset, ldb, packed, packedOffset);
    }
  }

  @Override
  public void matmulPacked(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] packed,
      int packedOffset,
      MatmulStart start,
      float[] c,
      int cOffset,
      int ldc,
      float[] bias,
      int biasOffset) {
    PRODUCTS
        .get()
        .blocked
        .computePacked(
            m,
            n,
            k,
            a,
            aOffset,
            lda,
            packed,
            packedOffset,
            start,
            c,
            cOffset,
            ldc,
            bias,
            biasOffset);
  }

  /** One thread's products, which share the memory for packed operands. */
  private static final class Products {
    final BlockedProduct blocked = new BlockedProduct();
    final SwappedProduct swapped = new SwappedProduct(blocked.packedB, blocked.packedA);
  }
}
