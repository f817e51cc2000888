// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Unary;
import java.util.Arrays;

/** Elementwise functions; the unary ones are in {@link ScalarUnary}. */
public final class ScalarElementwise implements ElementwiseKernels<float[]> {
  @Override
  public void unary(Unary f, double s, int from, int to, float[] x, float[] y) {
    ScalarUnary.apply(f, s, from, to, x, y);
  }

  @Override
  public void unaryGradient(
      Unary f, double s, int from, int to, float[] x, float[] y, float[] g, float[] gx) {
    ScalarUnary.gradient(f, s, from, to, x, y, g, gx);
  }

  @Override
  public void binary(Binary op, int from, int to, float[] a, float[] b, float[] y) {
    switch (op) {
      case PLUS -> plus(from, to, a, b, y);
      case MINUS -> minus(from, to, a, b, y);
      case TIMES -> times(from, to, a, b, y);
      case DIVIDED_BY -> divide(from, to, a, b, y);
    }
  }

  @Override
  public void binaryRow(
      Binary op,
      boolean swapped,
      int fromRow,
      int toRow,
      int columns,
      float[] a,
      float[] b,
      float[] y) {
    if (columns == 1) {
      binaryNumber(op, swapped, fromRow, toRow, a, b[0], y);
      return;
    }
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      if (swapped) {
        row(op, columns, b, 0, a, start, y, start);
      } else {
        row(op, columns, a, start, b, 0, y, start);
      }
    }
  }

  @Override
  public void fill(double value, int from, int to, float[] y) {
    Arrays.fill(y, from, to, (float) value);
  }

  private static void plus(int from, int to, float[] a, float[] b, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] + b[i];
    }
  }

  private static void minus(int from, int to, float[] a, float[] b, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] - b[i];
    }
  }

  private static void times(int from, int to, float[] a, float[] b, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] * b[i];
    }
  }

  private static void divide(int from, int to, float[] a, float[] b, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] / b[i];
    }
  }

  private static void binaryNumber(
      Binary op, boolean swapped, int from, int to, float[] a, float b, float[] y) {
    switch (op) {
      case PLUS -> ScalarUnary.shift(b, from, to, a, y);
      case MINUS -> {
        if (swapped) {
          numberMinus(b, from, to, a, y);
        } else {
          ScalarUnary.shift(-b, from, to, a, y);
        }
      }
      case TIMES -> ScalarUnary.scale(b, from, to, a, y);
      case DIVIDED_BY -> {
        if (swapped) {
          numberDividedBy(b, from, to, a, y);
        } else {
          divideByNumber(from, to, a, b, y);
        }
      }
    }
  }

  private static void numberMinus(float b, int from, int to, float[] a, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = b - a[i];
    }
  }

  private static void numberDividedBy(float b, int from, int to, float[] a, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = b / a[i];
    }
  }

  private static void divideByNumber(int from, int to, float[] a, float b, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] / b;
    }
  }

  private static void row(
      Binary op,
      int columns,
      float[] left,
      int leftStart,
      float[] right,
      int rightStart,
      float[] y,
      int start) {
    for (int c = 0; c < columns; c++) {
      y[start + c] = value(op, left[leftStart + c], right[rightStart + c]);
    }
  }

  /** left op right. */
  public static float value(Binary op, float left, float right) {
    return switch (op) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case DIVIDED_BY -> left / right;
    };
  }
}
