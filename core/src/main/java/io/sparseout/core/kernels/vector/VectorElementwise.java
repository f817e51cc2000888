// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Unary;
import io.sparseout.core.kernels.scalar.ScalarElementwise;
import jdk.incubator.vector.FloatVector;

/**
 * Elementwise functions. The scalar kernels do the ends that fill no vector, and all of what the
 * JIT vectorizes as well: plain operators on one index.
 */
final class VectorElementwise implements ElementwiseKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarElementwise scalar = new ScalarElementwise();

  @Override
  public void unary(Unary f, double s, int from, int to, float[] x, float[] y) {
    int end = to - (to - from) % LANES;
    boolean done = VectorUnary.apply(f, (float) s, from, end, x, y);
    scalar.unary(f, s, done ? end : from, to, x, y);
  }

  @Override
  public void unaryGradient(
      Unary f, double s, int from, int to, float[] x, float[] y, float[] g, float[] gx) {
    int end = to - (to - from) % LANES;
    boolean done = VectorUnary.gradient(f, (float) s, from, end, x, y, g, gx);
    scalar.unaryGradient(f, s, done ? end : from, to, x, y, g, gx);
  }

  @Override
  public void binary(Binary op, int from, int to, float[] a, float[] b, float[] y) {
    scalar.binary(op, from, to, a, b, y);
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
      scalar.binaryRow(op, swapped, fromRow, toRow, columns, a, b, y);
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

  private static void row(
      Binary op,
      int columns,
      float[] left,
      int leftStart,
      float[] right,
      int rightStart,
      float[] y,
      int start) {
    int end = columns - columns % LANES;
    switch (op) {
      case PLUS -> plus(end, left, leftStart, right, rightStart, y, start);
      case MINUS -> minus(end, left, leftStart, right, rightStart, y, start);
      case TIMES -> times(end, left, leftStart, right, rightStart, y, start);
      case DIVIDED_BY -> divide(end, left, leftStart, right, rightStart, y, start);
    }
    for (int c = end; c < columns; c++) {
      y[start + c] = ScalarElementwise.value(op, left[leftStart + c], right[rightStart + c]);
    }
  }

  private static void plus(
      int columns, float[] a, int aStart, float[] b, int bStart, float[] y, int start) {
    for (int c = 0; c < columns; c += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, a, aStart + c);
      v.add(FloatVector.fromArray(FLOATS, b, bStart + c)).intoArray(y, start + c);
    }
  }

  private static void minus(
      int columns, float[] a, int aStart, float[] b, int bStart, float[] y, int start) {
    for (int c = 0; c < columns; c += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, a, aStart + c);
      v.sub(FloatVector.fromArray(FLOATS, b, bStart + c)).intoArray(y, start + c);
    }
  }

  private static void times(
      int columns, float[] a, int aStart, float[] b, int bStart, float[] y, int start) {
    for (int c = 0; c < columns; c += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, a, aStart + c);
      v.mul(FloatVector.fromArray(FLOATS, b, bStart + c)).intoArray(y, start + c);
    }
  }

  private static void divide(
      int columns, float[] a, int aStart, float[] b, int bStart, float[] y, int start) {
    for (int c = 0; c < columns; c += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, a, aStart + c);
      v.div(FloatVector.fromArray(FLOATS, b, bStart + c)).intoArray(y, start + c);
    }
  }

  @Override
  public void fill(double value, int from, int to, float[] y) {
    scalar.fill(value, from, to, y);
  }
}
