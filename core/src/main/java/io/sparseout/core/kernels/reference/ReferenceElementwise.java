// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static io.sparseout.core.kernels.reference.ReferenceMath.normalCdf;
import static io.sparseout.core.kernels.reference.ReferenceMath.normalDensity;
import static io.sparseout.core.kernels.reference.ReferenceMath.sigmoid;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;
import static java.lang.StrictMath.tanh;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Unary;
import java.util.Arrays;

/** Elementwise functions, each beside its derivative. */
final class ReferenceElementwise implements ElementwiseKernels<double[]> {
  @Override
  public void unary(Unary f, double s, int from, int to, double[] x, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] = value(f, s, x[i]);
    }
  }

  @Override
  public void unaryGradient(
      Unary f, double s, int from, int to, double[] x, double[] y, double[] g, double[] gx) {
    for (int i = from; i < to; i++) {
      gx[i] = g[i] * derivative(f, s, x[i], y[i]);
    }
  }

  @Override
  public void binary(Binary op, int from, int to, double[] a, double[] b, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] = value(op, a[i], b[i]);
    }
  }

  @Override
  public void binaryRow(
      Binary op,
      boolean swapped,
      int fromRow,
      int toRow,
      int columns,
      double[] a,
      double[] b,
      double[] y) {
    for (int r = fromRow; r < toRow; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        y[i] = swapped ? value(op, b[c], a[i]) : value(op, a[i], b[c]);
      }
    }
  }

  @Override
  public void fill(double value, int from, int to, double[] y) {
    Arrays.fill(y, from, to, value);
  }

  private static double value(Unary f, double s, double x) {
    return switch (f) {
      case SCALE -> s * x;
      case SHIFT -> x + s;
      case ABS -> Math.abs(x);
      case SQRT -> sqrt(x);
      case EXP -> exp(x);
      case LOG -> log(x);
      case POW -> pow(x, s);
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : s * x;
      case SIGMOID -> sigmoid(x);
      case TANH -> tanh(x);
      case GELU -> x * normalCdf(x);
    };
  }

  private static double derivative(Unary f, double s, double x, double y) {
    return switch (f) {
      case SCALE -> s;
      case SHIFT -> 1;
      case ABS -> Math.signum(x);
      case SQRT -> 0.5 / y;
      case EXP -> y;
      case LOG -> 1 / x;
      case POW -> s == 0 ? 0 : s * pow(x, s - 1);
      case RELU -> x > 0 ? 1 : 0;
      case LEAKY_RELU -> x > 0 ? 1 : s;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case GELU -> normalCdf(x) + x * normalDensity(x);
    };
  }

  private static double value(Binary op, double a, double b) {
    return switch (op) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED_BY -> a / b;
    };
  }
}
