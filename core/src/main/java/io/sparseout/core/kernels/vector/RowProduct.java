// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulStart;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A single row times a matrix, c = start + a B. Every element of B is used once, so what counts is
 * that B is read in long runs and nothing is copied.
 */
final class RowProduct {
  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();

  /** Rows of B at a time: links of each chain between a load and a store of c. */
  private static final int STEP = 8;

  private RowProduct() {}

  /**
   * The arguments are those of {@link io.sparseout.core.kernels.MatrixKernels#matmul} at m = 1; the
   * elements of a are neighbours.
   */
  static void compute(
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int ldb,
      MatmulStart start,
      float[] c,
      int cOffset,
      float[] bias,
      int biasOffset) {
    switch (start) {
      case ZERO -> Arrays.fill(c, cOffset, cOffset + n, 0);
      case BIAS -> System.arraycopy(bias, biasOffset, c, cOffset, n);
      default -> {}
    }
    int p = 0;
    for (; p + STEP <= k; p += STEP) {
      addEight(n, a, aOffset + p, b, bOffset + p * ldb, ldb, c, cOffset);
    }
    for (; p < k; p++) {
      add(n, a[aOffset + p], b, bOffset + p * ldb, c, cOffset);
    }
  }

  /** c += eight elements of a times eight rows of B. */
  private static void addEight(
      int n, float[] a, int at, float[] b, int b0, int ldb, float[] c, int cOffset) {
    FloatVector x0 = FloatVector.broadcast(FLOATS, a[at]);
    FloatVector x1 = FloatVector.broadcast(FLOATS, a[at + 1]);
    FloatVector x2 = FloatVector.broadcast(FLOATS, a[at + 2]);
    FloatVector x3 = FloatVector.broadcast(FLOATS, a[at + 3]);
    FloatVector x4 = FloatVector.broadcast(FLOATS, a[at + 4]);
    FloatVector x5 = FloatVector.broadcast(FLOATS, a[at + 5]);
    FloatVector x6 = FloatVector.broadcast(FLOATS, a[at + 6]);
    FloatVector x7 = FloatVector.broadcast(FLOATS, a[at + 7]);
    int b1 = b0 + ldb;
    int b2 = b1 + ldb;
    int b3 = b2 + ldb;
    int b4 = b3 + ldb;
    int b5 = b4 + ldb;
    int b6 = b5 + ldb;
    int b7 = b6 + ldb;
    int end = n - n % LANES;
    for (int j = 0; j < end; j += LANES) {
      FloatVector sum = FloatVector.fromArray(FLOATS, c, cOffset + j);
      sum = x0.fma(FloatVector.fromArray(FLOATS, b, b0 + j), sum);
      sum = x1.fma(FloatVector.fromArray(FLOATS, b, b1 + j), sum);
      sum = x2.fma(FloatVector.fromArray(FLOATS, b, b2 + j), sum);
      sum = x3.fma(FloatVector.fromArray(FLOATS, b, b3 + j), sum);
      sum = x4.fma(FloatVector.fromArray(FLOATS, b, b4 + j), sum);
      sum = x5.fma(FloatVector.fromArray(FLOATS, b, b5 + j), sum);
      sum = x6.fma(FloatVector.fromArray(FLOATS, b, b6 + j), sum);
      sum = x7.fma(FloatVector.fromArray(FLOATS, b, b7 + j), sum);
      sum.intoArray(c, cOffset + j);
    }
    for (int p = 0; p < STEP; p++) {
      add(n - end, a[at + p], b, b0 + p * ldb + end, c, cOffset + end);
    }
  }

  /** c += x times a row of B. */
  private static void add(int n, float x, float[] b, int bOffset, float[] c, int cOffset) {
    for (int j = 0; j < n; j++) {
      c[cOffset + j] = Math.fma(x, b[bOffset + j], c[cOffset + j]);
    }
  }
}
