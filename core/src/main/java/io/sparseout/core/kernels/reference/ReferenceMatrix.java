// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;

/** The matrix product as it is defined. */
final class ReferenceMatrix implements MatrixKernels<double[]> {
  @Override
  public void matmul(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      MatmulStart start,
      double[] c,
      int cOffset,
      int ldc,
      double[] bias,
      int biasOffset) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int target = cOffset + i * ldc + j;
        double sum =
            switch (start) {
              case ZERO -> 0;
              case ACCUMULATE -> c[target];
              case BIAS -> bias[biasOffset + j];
            };
        for (int l = 0; l < k; l++) {
          double left = a[aOffset + (transposeA ? l * lda + i : i * lda + l)];
          double right = b[bOffset + (transposeB ? j * ldb + l : l * ldb + j)];
          sum = Math.fma(left, right, sum);
        }
        c[target] = sum;
      }
    }
  }

  /** By rows, as a matrix that is not transposed. */
  @Override
  public void pack(
      boolean transposeB,
      int n,
      int k,
      double[] b,
      int bOffset,
      int ldb,
      double[] packed,
      int packedOffset) {
    for (int j = 0; j < n; j++) {
      for (int l = 0; l < k; l++) {
        packed[packedOffset + l * n + j] = b[bOffset + (transposeB ? j * ldb + l : l * ldb + j)];
      }
    }
  }
}
