// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;

/**
 * The matrix product in explicit SIMD.
 *
 * <p>The buffers for packed blocks belong to the thread: kernels run on the pool's threads and on
 * any thread of a user, and buffers shared between them would have to be handed out under a lock.
 */
final class VectorMatmul implements MatrixKernels<float[]> {
  private static final ThreadLocal<BlockedProduct> PRODUCTS =
      ThreadLocal.withInitial(BlockedProduct::new);

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
    PRODUCTS
        .get()
        .compute(
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
