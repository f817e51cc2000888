// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import io.sparseout.core.kernels.RowKernels;

/** Row by row. */
final class ReferenceRow implements RowKernels<double[]> {
  @Override
  public void softmax(int fromRow, int toRow, int columns, double[] x, double[] y) {
    for (int r = fromRow; r < toRow; r++) {
      double maximum = maximum(r * columns, columns, x);
      double sum = sumOfExp(r * columns, columns, x, maximum);
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        y[i] = exp(x[i] - maximum) / sum;
      }
    }
  }

  @Override
  public void softmaxGradient(
      int fromRow, int toRow, int columns, double[] y, double[] g, double[] gx) {
    for (int r = fromRow; r < toRow; r++) {
      double dot = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        dot += g[i] * y[i];
      }
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        gx[i] = y[i] * (g[i] - dot);
      }
    }
  }

  @Override
  public void logSoftmax(int fromRow, int toRow, int columns, double[] x, double[] y) {
    for (int r = fromRow; r < toRow; r++) {
      double maximum = maximum(r * columns, columns, x);
      double logSum = log(sumOfExp(r * columns, columns, x, maximum));
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        y[i] = (x[i] - maximum) - logSum;
      }
    }
  }

  @Override
  public void logSoftmaxGradient(
      int fromRow, int toRow, int columns, double[] y, double[] g, double[] gx) {
    for (int r = fromRow; r < toRow; r++) {
      double sum = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        sum += g[i];
      }
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        gx[i] = g[i] - exp(y[i]) * sum;
      }
    }
  }

  @Override
  public void gather(
      int fromRow,
      int toRow,
      int columns,
      double[] table,
      int tableOffset,
      int[] index,
      int first,
      double[] y) {
    for (int r = fromRow; r < toRow; r++) {
      for (int c = 0; c < columns; c++) {
        y[r * columns + c] = table[tableOffset + index[first + r] * columns + c];
      }
    }
  }

  @Override
  public void scatterAdd(
      int rows, int columns, double[] g, int[] index, int first, double[] table) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        table[index[first + r] * columns + c] += g[r * columns + c];
      }
    }
  }

  static double maximum(int start, int columns, double[] x) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + columns; i++) {
      maximum = Math.max(maximum, x[i]);
    }
    return maximum;
  }

  /** sum e^(x - maximum) over a row. */
  static double sumOfExp(int start, int columns, double[] x, double maximum) {
    double sum = 0;
    for (int i = start; i < start + columns; i++) {
      sum += exp(x[i] - maximum);
    }
    return sum;
  }
}
