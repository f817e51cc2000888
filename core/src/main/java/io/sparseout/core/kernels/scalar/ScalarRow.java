// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.RowKernels;
import java.util.Arrays;

/** Row by row; the sums are {@link PartialSums}, counted from the row's start. */
public final class ScalarRow implements RowKernels<float[]> {
  /** y = e / sum e with e = exp(x - max). */
  @Override
  public void softmax(int fromRow, int toRow, int columns, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float maximum = maximum(start, end, x);
      for (int i = start; i < end; i++) {
        y[i] = ScalarMath.exp(x[i] - maximum);
      }
      float sum = sum(start, end, y, sums);
      for (int i = start; i < end; i++) {
        y[i] = y[i] / sum;
      }
    }
  }

  @Override
  public void softmaxGradient(
      int fromRow, int toRow, int columns, float[] y, float[] g, float[] gx) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float dot = dot(start, end, g, y, sums);
      for (int i = start; i < end; i++) {
        gx[i] = y[i] * (g[i] - dot);
      }
    }
  }

  /** y = (x - max) - log sum exp(x - max). */
  @Override
  public void logSoftmax(int fromRow, int toRow, int columns, float[] x, float[] y) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float maximum = maximum(start, end, x);
      float logSum = ScalarMath.log(sumOfExp(start, end, x, maximum, sums));
      for (int i = start; i < end; i++) {
        y[i] = (x[i] - maximum) - logSum;
      }
    }
  }

  /** gx = fma(-exp(y), sum g, g). */
  @Override
  public void logSoftmaxGradient(
      int fromRow, int toRow, int columns, float[] y, float[] g, float[] gx) {
    float[] sums = new float[PartialSums.COUNT];
    for (int r = fromRow; r < toRow; r++) {
      int start = r * columns;
      int end = start + columns;
      float sum = sum(start, end, g, sums);
      for (int i = start; i < end; i++) {
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
    for (int r = fromRow; r < toRow; r++) {
      System.arraycopy(table, tableOffset + index[first + r] * columns, y, r * columns, columns);
    }
  }

  @Override
  public void scatterAdd(int rows, int columns, float[] g, int[] index, int first, float[] table) {
    for (int r = 0; r < rows; r++) {
      int start = r * columns;
      int target = index[first + r] * columns;
      for (int c = 0; c < columns; c++) {
        table[target + c] += g[start + c];
      }
    }
  }

  /** The largest of x[start] to x[end - 1], by the rules of Math.max. */
  static float maximum(int start, int end, float[] x) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      maximum = Math.max(maximum, x[i]);
    }
    return maximum;
  }

  /** The sum of exp(x[i] - maximum) for {@code start <= i < end}. */
  static float sumOfExp(int start, int end, float[] x, float maximum, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = start; i < end; i++) {
      sums[(i - start) % PartialSums.COUNT] += ScalarMath.exp(x[i] - maximum);
    }
    return PartialSums.fold(sums);
  }

  private static float sum(int start, int end, float[] x, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = start; i < end; i++) {
      sums[(i - start) % PartialSums.COUNT] += x[i];
    }
    return PartialSums.fold(sums);
  }

  private static float dot(int start, int end, float[] a, float[] b, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = start; i < end; i++) {
      int lane = (i - start) % PartialSums.COUNT;
      sums[lane] = Math.fma(a[i], b[i], sums[lane]);
    }
    return PartialSums.fold(sums);
  }
}
