// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.ReductionKernels;

/** Sums and maxima in ascending order. */
final class ReferenceReduction implements ReductionKernels<double[]> {
  @Override
  public double sum(int from, int to, double[] x) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public double sumOfSquares(int from, int to, double[] x) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i] * x[i];
    }
    return sum;
  }

  @Override
  public void columnSums(
      int rows, int columns, int from, int to, double[] x, int offset, double[] y, int yOffset) {
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += x[offset + r * columns + c];
      }
      y[yOffset + c] = sum;
    }
  }

  @Override
  public void columnMaxima(
      int rows, int columns, double[] x, int offset, double[] y, int[] row, int yOffset) {
    for (int c = 0; c < columns; c++) {
      int best = 0;
      double maximum = x[offset + c];
      for (int r = 1; r < rows; r++) {
        double value = x[offset + r * columns + c];
        if (value > maximum || (Double.isNaN(value) && !Double.isNaN(maximum))) {
          best = r;
          maximum = value;
        }
      }
      y[yOffset + c] = maximum;
      row[yOffset + c] = best;
    }
  }
}
