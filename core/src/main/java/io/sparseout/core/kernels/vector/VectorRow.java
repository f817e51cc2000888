// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.sparseout.core.kernels.RowKernels;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarMath;
import io.sparseout.core.kernels.scalar.ScalarRow;
import jdk.incubator.vector.FloatVector;

/** Row by row; the formulas are those of {@link ScalarRow}. */
final class VectorRow implements RowKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarRow scalar = new ScalarRow();

  @Override
  public void softmax(int fromRow, int toRow, int columns, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      expOfDifference(start, end, x, maximum(start, end, x), y);
      divide(start, end, y, VectorSums.sum(start, end, y, sums));
    }
  }

  @Override
  public void softmaxGradient(
      int fromRow, int toRow, int columns, float[] y, float[] g, float[] gx) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float dot = VectorSums.dot(start, end, g, y, sums);
      for (int i = start; i < end; i++) { // vectorized by the JIT
        gx[i] = y[i] * (g[i] - dot);
      }
    }
  }

  @Override
  public void logSoftmax(int fromRow, int toRow, int columns, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float maximum = maximum(start, end, x);
      float logSum = ScalarMath.log(VectorSums.sumOfExp(start, end, x, maximum, sums));
      for (int i = start; i < end; i++) { // vectorized by the JIT
        y[i] = (x[i] - maximum) - logSum;
      }
    }
  }

  @Override
  public void logSoftmaxGradient(
      int fromRow, int toRow, int columns, float[] y, float[] g, float[] gx) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int i = r * columns;
      int end = i + columns;
      float sum = VectorSums.sum(i, end, g, sums);
      for (; i + LANES <= end; i += LANES) {
        FloatVector e = VectorMath.exp(FloatVector.fromArray(FLOATS, y, i)).neg();
        FloatVector v = FloatVector.fromArray(FLOATS, g, i);
        e.fma(FloatVector.broadcast(FLOATS, sum), v).intoArray(gx, i);
      }
      for (; i < end; i++) {
        gx[i] = Math.fma(-ScalarMath.exp(y[i]), sum, g[i]);
      }
    }
  }

  @Override
  public void gather(
      int fromRow,
      int toRow,
      int columns,
      float[] table,
      int tableOffset,
      int[] index,
      int first,
      float[] y) {
    scalar.gather(fromRow, toRow, columns, table, tableOffset, index, first, y);
  }

  @Override
  public void scatterAdd(int rows, int columns, float[] g, int[] index, int first, float[] table) {
    for (int r = 0; r < rows; r++) {
      int start = r * columns;
      int target = index[first + r] * columns;
      int c = 0;
      for (; c + LANES <= columns; c += LANES) {
        FloatVector sum = FloatVector.fromArray(FLOATS, table, target + c);
        sum.add(FloatVector.fromArray(FLOATS, g, start + c)).intoArray(table, target + c);
      }
      for (; c < columns; c++) {
        table[target + c] += g[start + c];
      }
    }
  }

  /** The largest of x[start] to x[end - 1] by the rules of Math.max, to which no order matters. */
  static float maximum(int start, int end, float[] x) {
    FloatVector maxima = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int i = start;
    for (; i + LANES <= end; i += LANES) {
      maxima = maxima.max(FloatVector.fromArray(FLOATS, x, i));
    }
    float maximum = maxima.reduceLanes(MAX);
    for (; i < end; i++) {
      maximum = Math.max(maximum, x[i]);
    }
    return maximum;
  }

  private static void expOfDifference(int start, int end, float[] x, float maximum, float[] y) {
    int i = start;
    for (; i + LANES <= end; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(FLOATS, x, i).sub(maximum)).intoArray(y, i);
    }
    for (; i < end; i++) {
      y[i] = ScalarMath.exp(x[i] - maximum);
    }
  }

  private static void divide(int start, int end, float[] y, float divisor) {
    for (int i = start; i < end; i++) { // vectorized by the JIT
      y[i] = y[i] / divisor;
    }
  }
}
