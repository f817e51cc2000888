// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.WinogradKernels;

/** Winograd's transforms as products with their matrices. */
final class ReferenceWinograd implements WinogradKernels<double[]> {
  private static final double[] FINITE = {
    0, Math.sqrt(2), -Math.sqrt(2), Math.sqrt(0.5), -Math.sqrt(0.5)
  };

  @Override
  public void spread(
      int rows,
      int n,
      double[] from,
      int at,
      int step,
      int rowStep,
      double[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    apply(interpolation(), rows, n, from, at, step, rowStep, to, toAt, toStep, toRowStep);
  }

  @Override
  public void evaluate(
      int size,
      int rows,
      int n,
      double[] from,
      int at,
      int step,
      int rowStep,
      double[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    apply(evaluation(size), rows, n, from, at, step, rowStep, to, toAt, toStep, toRowStep);
  }

  @Override
  public void collect(
      int size,
      int rows,
      int n,
      double[] from,
      int at,
      int step,
      int rowStep,
      double[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    double[][] transposed = transpose(evaluation(size));
    apply(transposed, rows, n, from, at, step, rowStep, to, toAt, toStep, toRowStep);
  }

  private static void apply(
      double[][] matrix,
      int rows,
      int n,
      double[] from,
      int at,
      int step,
      int rowStep,
      double[] to,
      int toAt,
      int toStep,
      int toRowStep) {
    for (int r = 0; r < rows; r++) {
      for (int l = 0; l < n; l++) {
        for (int i = 0; i < matrix.length; i++) {
          double sum = 0;
          for (int j = 0; j < matrix[i].length; j++) {
            sum += matrix[i][j] * from[at + j * step + r * rowStep + l];
          }
          to[toAt + i * toStep + r * toRowStep + l] = sum;
        }
      }
    }
  }

  /** The powers of each point; infinity has the last coefficient. */
  private static double[][] evaluation(int size) {
    double[][] matrix = new double[POINTS][size];
    for (int i = 0; i < POINTS - 1; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = j == 0 ? 1 : matrix[i][j - 1] * FINITE[i];
      }
    }
    matrix[POINTS - 1][size - 1] = 1;
    return matrix;
  }

  /**
   * The coefficients of the polynomials that are 1 at one point and 0 at the others; for infinity,
   * of the one that is 0 at all finite points.
   */
  private static double[][] interpolation() {
    double[][] matrix = new double[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      double[] product = {1};
      double value = 1;
      for (int j = 0; j < POINTS - 1; j++) {
        if (j != i) {
          product = timesRoot(product, FINITE[j]);
          value *= i == POINTS - 1 ? 1 : FINITE[i] - FINITE[j];
        }
      }
      matrix[i] = new double[POINTS];
      for (int k = 0; k < product.length; k++) {
        matrix[i][k] = product[k] / value;
      }
    }
    return matrix;
  }

  /** The polynomial times (x - root). */
  private static double[] timesRoot(double[] polynomial, double root) {
    double[] product = new double[polynomial.length + 1];
    for (int k = 0; k < polynomial.length; k++) {
      product[k] -= root * polynomial[k];
      product[k + 1] += polynomial[k];
    }
    return product;
  }

  private static double[][] transpose(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
