// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;
import java.util.Arrays;

/**
 * The matrix product in plain float loops, shaped so that the JIT compiler turns the innermost one
 * into vector instructions.
 *
 * <p>HotSpot's C2 (seen on JDK 17 to 25) does so only under narrow conditions, and loses a factor
 * of four when one is missed: all arrays of the loop are indexed from the loop variable plus
 * constants, with no offset known only at run time, and at most five fma stand in the body. So the
 * rows of B are copied to small arrays of four rows at a constant distance, and a row of C to an
 * array of its own.
 */
public final class ScalarMatmul implements MatrixKernels<float[]> {
  /** The longest row piece held at once. */
  private static final int COLUMNS = 256;

  /** Rows of B in one array, and fma in a chain between a load and a store of C. */
  private static final int STEP = 4;

  /** Rows of B copied at once. */
  private static final int DEPTH = 64;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private static final class Buffers {
    final float[][] panels = new float[DEPTH / STEP][STEP * COLUMNS];
    final float[] row = new float[COLUMNS];
  }

  @Override
  public void matmul(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      MatmulStart start,
      float[] c,
      int cOffset,
      int ldc,
      float[] bias,
      int biasOffset) {
    if (k == 0) {
      for (int i = 0; i < m; i++)
        start(start, n, bias, biasOffset, c, cOffset + i * ldc, c, cOffset + i * ldc);
      return;
    }
    Buffers buffers = BUFFERS.get();
    int aRow = transposeA ? 1 : lda;
    int aStep = transposeA ? lda : 1;
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        pack(
            buffers.panels,
            transposeB,
            depth,
            columns,
            b,
            bOffset + (transposeB ? j * ldb + p : p * ldb + j),
            ldb);
        for (int i = 0; i < m; i++) {
          int at = cOffset + i * ldc + j;
          start(
              p == 0 ? start : MatmulStart.ACCUMULATE,
              columns,
              bias,
              biasOffset + j,
              c,
              at,
              buffers.row,
              0);
          addRow(
              buffers.panels,
              buffers.row,
              depth,
              columns,
              a,
              aOffset + i * aRow + p * aStep,
              aStep);
          System.arraycopy(buffers.row, 0, c, at, columns);
        }
      }
    }
  }

  private static void start(
      MatmulStart start,
      int n,
      float[] bias,
      int biasOffset,
      float[] c,
      int cOffset,
      float[] to,
      int toOffset) {
    switch (start) {
      case ZERO -> Arrays.fill(to, toOffset, toOffset + n, 0);
      case BIAS -> System.arraycopy(bias, biasOffset, to, toOffset, n);
      default -> System.arraycopy(c, cOffset, to, toOffset, n);
    }
  }

  private static void pack(
      float[][] panels, boolean transpose, int depth, int columns, float[] b, int at, int ldb) {
    for (int p = 0; p < depth; p++) {
      float[] panel = panels[p / STEP];
      int to = p % STEP * COLUMNS;
      if (transpose) {
        for (int j = 0; j < columns; j++) panel[to + j] = b[at + j * ldb + p];
      } else {
        System.arraycopy(b, at + p * ldb, panel, to, columns);
      }
    }
  }

  private static void addRow(
      float[][] panels, float[] row, int depth, int columns, float[] a, int aOffset, int aStep) {
    int p = 0;
    int at = aOffset;
    for (; p + STEP <= depth; p += STEP) {
      addFour(
          columns,
          a[at],
          a[at + aStep],
          a[at + 2 * aStep],
          a[at + 3 * aStep],
          panels[p / STEP],
          row);
      at += STEP * aStep;
    }
    for (; p < depth; p++) {
      float[] panel = panels[p / STEP];
      int from = p % STEP * COLUMNS;
      float x = a[at];
      for (int j = 0; j < columns; j++) row[j] = Math.fma(x, panel[from + j], row[j]);
      at += aStep;
    }
  }

  private static void addFour(int n, float a0, float a1, float a2, float a3, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      float sum = Math.fma(a0, b[j], c[j]);
      sum = Math.fma(a1, b[j + COLUMNS], sum);
      sum = Math.fma(a2, b[j + 2 * COLUMNS], sum);
      c[j] = Math.fma(a3, b[j + 3 * COLUMNS], sum);
    }
  }
}
