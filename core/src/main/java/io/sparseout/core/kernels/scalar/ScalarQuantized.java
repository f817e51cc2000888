// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.QuantizedKernels;
import java.util.Arrays;

/** Weights of eight bits in plain float loops; C2 makes vectors of {@code widen} since JDK 20. */
public final class ScalarQuantized implements QuantizedKernels<float[]> {
  @Override
  public void widen(int fromRow, int toRow, int columns, byte[] q, float[] scale, float[] w) {
    for (int row = fromRow; row < toRow; row++) {
      float s = scale[row];
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        w[i] = q[i] * s;
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
      float[] scale,
      float[] x,
      int xOffset,
      float[] bias,
      int biasOffset,
      float[] y,
      int yOffset) {
    float[] weights = new float[BLOCK];
    float[][] sums = new float[m][BLOCK];
    for (int j = from; j < to; j += BLOCK) {
      int outputs = Math.min(BLOCK, to - j);
      for (float[] sum : sums) {
        if (bias == null) {
          Arrays.fill(sum, 0);
        } else {
          System.arraycopy(bias, biasOffset + j, sum, 0, outputs);
        }
      }
      for (int l = 0; l < k; l++) {
        widenBlock(q, j * k + l * BLOCK, scale, j, weights);
        for (int i = 0; i < m; i++) {
          add(x[xOffset + i * k + l], weights, sums[i]);
        }
      }
      for (int i = 0; i < m; i++) {
        System.arraycopy(sums[i], 0, y, yOffset + i * n + j, outputs);
      }
    }
  }

  private static void widenBlock(byte[] q, int at, float[] scale, int j, float[] weights) {
    for (int i = 0; i < BLOCK; i++) {
      weights[i] = q[at + i] * scale[j + i];
    }
  }

  private static void add(float x, float[] weights, float[] sum) {
    for (int i = 0; i < BLOCK; i++) {
      sum[i] = Math.fma(x, weights[i], sum[i]);
    }
  }
}
