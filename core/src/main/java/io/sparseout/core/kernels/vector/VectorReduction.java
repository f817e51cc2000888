// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.ReductionKernels;
import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarReduction;
import jdk.incubator.vector.FloatVector;

/** Sums; the maxima are the scalar kernels'. */
final class VectorReduction implements ReductionKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarReduction scalar = new ScalarReduction();

  @Override
  public double sum(int from, int to, float[] x) {
    return VectorSums.sum(from, to, x, new float[PartialSums.COUNT]);
  }

  @Override
  public double sumOfSquares(int from, int to, float[] x) {
    return VectorSums.dot(from, to, x, x, new float[PartialSums.COUNT]);
  }

  @Override
  public void columnSums(
      int rows, int columns, int from, int to, float[] x, int offset, float[] y, int yOffset) {
    int end = to - (to - from) % LANES;
    scalar.columnSums(rows, columns, end, to, x, offset, y, yOffset);
    for (int c = from; c < end; c++) {
      y[yOffset + c] = 0;
    }
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      addFourRows(columns, from, end, x, offset + r * columns, y, yOffset);
    }
    for (; r < rows; r++) {
      addRow(from, end, x, offset + r * columns, y, yOffset);
    }
  }

  /** Rows one after the other, but with one load and store of y for four of them. */
  private static void addFourRows(
      int columns, int from, int to, float[] x, int start, float[] y, int yOffset) {
    for (int c = from; c < to; c += LANES) {
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yOffset + c);
      sum = sum.add(FloatVector.fromArray(FLOATS, x, start + c));
      sum = sum.add(FloatVector.fromArray(FLOATS, x, start + columns + c));
      sum = sum.add(FloatVector.fromArray(FLOATS, x, start + 2 * columns + c));
      sum = sum.add(FloatVector.fromArray(FLOATS, x, start + 3 * columns + c));
      sum.intoArray(y, yOffset + c);
    }
  }

  private static void addRow(int from, int to, float[] x, int start, float[] y, int yOffset) {
    for (int c = from; c < to; c += LANES) {
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yOffset + c);
      sum.add(FloatVector.fromArray(FLOATS, x, start + c)).intoArray(y, yOffset + c);
    }
  }

  @Override
  public void columnMaxima(
      int rows, int columns, float[] x, int offset, float[] y, int[] row, int yOffset) {
    scalar.columnMaxima(rows, columns, x, offset, y, row, yOffset);
  }
}
