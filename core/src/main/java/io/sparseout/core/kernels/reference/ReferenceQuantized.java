// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.QuantizedKernels;

/** Weights of eight bits as they are defined. */
final class ReferenceQuantized implements QuantizedKernels<double[]> {
  @Override
  public void widen(int fromRow, int toRow, int columns, byte[] q, double[] scale, double[] w) {
    for (int row = fromRow; row < toRow; row++) {
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        w[i] = q[i] * scale[row];
      }
    }
  }

  @Override
  public void product(
      int from,
      int to,
      int m,
      int n,
      int k,
      byte[] q,
      double[] scale,
      double[] x,
      int xOffset,
      double[] bias,
      int biasOffset,
      double[] y,
      int yOffset) {
    for (int i = 0; i < m; i++) {
      for (int j = from; j < to; j++) {
        double sum = bias == null ? 0 : bias[biasOffset + j];
        for (int l = 0; l < k; l++) {
          sum =
              Math.fma(
                  x[xOffset + i * k + l],
                  q[(j / BLOCK * k + l) * BLOCK + j % BLOCK] * scale[j],
                  sum);
        }
        y[yOffset + i * n + j] = sum;
      }
    }
  }
}
