// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.ReductionKernels;

/** Sums and maxima. */
public final class ScalarReduction implements ReductionKernels<float[]> {
  @Override
  public double sum(int from, int to, float[] x) {
    float[] sums = new float[PartialSums.COUNT];
    for (int i = from; i < to; i++) {
      sums[(i - from) % PartialSums.COUNT] += x[i];
    }
    return PartialSums.fold(sums);
  }

  @Override
  public double sumOfSquares(int from, int to, float[] x) {
    float[] sums = new float[PartialSums.COUNT];
    for (int i = from; i < to; i++) {
      int lane = (i - from) % PartialSums.COUNT;
      sums[lane] = Math.fma(x[i], x[i], sums[lane]);
    }
    return PartialSums.fold(sums);
  }

  @Override
  public void columnSums(
      int rows, int columns, int from, int to, float[] x, int offset, float[] y, int yOffset) {
    for (int c = from; c < to; c++) {
      y[yOffset + c] = 0;
    }
    for (int r = 0; r < rows; r++) { // rows outside, so that memory is read in order
      int start = offset + r * columns;
      for (int c = from; c < to; c++) {
        y[yOffset + c] += x[start + c];
      }
    }
  }

  @Override
  public void columnMaxima(
      int rows, int columns, float[] x, int offset, float[] y, int[] row, int yOffset) {
    for (int c = 0; c < columns; c++) {
      y[yOffset + c] = x[offset + c];
      row[yOffset + c] = 0;
    }
    for (int r = 1; r < rows; r++) {
      int start = offset + r * columns;
      for (int c = 0; c < columns; c++) {
        float value = x[start + c];
        float maximum = y[yOffset + c];
        if (value > maximum || (Float.isNaN(value) && !Float.isNaN(maximum))) {
          y[yOffset + c] = value;
          row[yOffset + c] = r;
        }
      }
    }
  }
}
