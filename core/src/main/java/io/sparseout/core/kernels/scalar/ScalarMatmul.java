// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static java.lang.Math.fma;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;
import java.util.Arrays;

/**
 * The matrix product in plain float loops, shaped so that the JIT compiler turns the innermost one
 * into vector instructions.
 *
 * <p>HotSpot's C2 (seen on JDK 17 to 25) does so only under narrow conditions, and loses a factor
 * of four or more when one is missed. All arrays of the loop are indexed from the loop variable
 * plus constants, with no offset known only at run time: so pieces of two rows of B are copied to
 * an array of their own each, at a constant distance, and those of three rows of C to another. And
 * the body is short: six fma, for five loads and three stores, are what JDK 17 takes wherever the
 * loop ends up by inlining. Before and after the vectors C2 runs a few elements one by one, which
 * long pieces make up for.
 */
public final class ScalarMatmul implements MatrixKernels<float[]> {
  /** Rows of C at work at once. */
  private static final int ROWS = 3;

  /** Rows of B in one array, and fma in a chain between a load and a store of C. */
  private static final int STEP = 2;

  /** The longest piece of a row. */
  private static final int COLUMNS = 512;

  /** From row to row in an array: not a power of two, which would crowd a few cache sets. */
  private static final int STRIDE = COLUMNS + 16;

  /** What an array's header takes, in floats. */
  private static final int HEADER = 4;

  /** Rows of B copied at once. */
  private static final int DEPTH = 48 * STEP;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  /**
   * One thread's memory. The lengths make whole cache lines of the arrays with their headers: made
   * one after another, they begin at the same place in a line, and where the loop has come to whole
   * vectors of one of them, it has of all.
   */
  private static final class Buffers {
    final float[][] panels = new float[DEPTH / STEP][STEP * STRIDE - HEADER];
    final float[] rows = new float[ROWS * STRIDE - HEADER];
    final float[] left = new float[DEPTH * ROWS];
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
        int bAt = bOffset + (transposeB ? j * ldb + p : p * ldb + j);
        packRight(buffers.panels, transposeB, depth, columns, b, bAt, ldb);
        MatmulStart from = p == 0 ? start : MatmulStart.ACCUMULATE;
        for (int i = 0; i < m; i += ROWS) {
          int rows = Math.min(ROWS, m - i);
          int at = cOffset + i * ldc + j;
          for (int r = 0; r < rows; r++) {
            start(from, columns, bias, biasOffset + j, c, at + r * ldc, buffers.rows, r * STRIDE);
          }
          packLeft(buffers.left, rows, depth, a, aOffset + i * aRow + p * aStep, aRow, aStep);
          addPanels(buffers, depth, columns);
          for (int r = 0; r < rows; r++) {
            System.arraycopy(buffers.rows, r * STRIDE, c, at + r * ldc, columns);
          }
        }
      }
    }
  }

  /** By rows, as a matrix that is not transposed. */
  @Override
  public void pack(
      boolean transposeB,
      int n,
      int k,
      float[] b,
      int bOffset,
      int ldb,
      float[] packed,
      int packedOffset) {
    for (int j = 0; j < n; j++) {
      for (int l = 0; l < k; l++) {
        packed[packedOffset + l * n + j] = b[bOffset + (transposeB ? j * ldb + l : l * ldb + j)];
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

  private static void packRight(
      float[][] panels, boolean transpose, int depth, int columns, float[] b, int at, int ldb) {
    if (transpose) {
      packTransposed(panels, depth, columns, b, at, ldb);
    } else {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(b, at + p * ldb, panels[p / STEP], p % STEP * STRIDE, columns);
      }
    }
    if (depth % STEP != 0) {
      Arrays.fill(panels[depth / STEP], STRIDE, STRIDE + columns, 0);
    }
  }

  /** Eight rows are read side by side: one alone would be gone from the cache for the next step. */
  private static void packTransposed(
      float[][] panels, int depth, int columns, float[] b, int at, int ldb) {
    int j = 0;
    for (; j + 8 <= columns; j += 8) {
      for (int p = 0; p < depth; p++) {
        float[] panel = panels[p / STEP];
        int to = p % STEP * STRIDE + j;
        int from = at + j * ldb + p;
        panel[to] = b[from];
        panel[to + 1] = b[from + ldb];
        panel[to + 2] = b[from + 2 * ldb];
        panel[to + 3] = b[from + 3 * ldb];
        panel[to + 4] = b[from + 4 * ldb];
        panel[to + 5] = b[from + 5 * ldb];
        panel[to + 6] = b[from + 6 * ldb];
        panel[to + 7] = b[from + 7 * ldb];
      }
    }
    for (; j < columns; j++) {
      for (int p = 0; p < depth; p++) {
        panels[p / STEP][p % STEP * STRIDE + j] = b[at + j * ldb + p];
      }
    }
  }

  /**
   * Copies rows of A side by side. Where B's rows are odd in number, the last step ends in -1: the
   * panel has zeros there, and fma(-1, 0, c) is c, also if c is -0.
   */
  private static void packLeft(
      float[] left, int rows, int depth, float[] a, int at, int aRow, int aStep) {
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < depth; p++) {
        left[p * ROWS + r] = a[at + r * aRow + p * aStep];
      }
    }
    if (depth % STEP != 0) {
      Arrays.fill(left, depth * ROWS, (depth + 1) * ROWS, -1);
    }
  }

  private static void addPanels(Buffers buffers, int depth, int columns) {
    float[] left = buffers.left;
    for (int p = 0; p < depth; p += STEP) {
      int at = p * ROWS;
      addPanel(
          columns,
          left[at],
          left[at + 1],
          left[at + 2],
          left[at + 3],
          left[at + 4],
          left[at + 5],
          buffers.panels[p / STEP],
          buffers.rows);
    }
  }

  /** Three rows of C take on two rows of B; x belongs to the first of these, y to the second. */
  private static void addPanel(
      int n, float x0, float x1, float x2, float y0, float y1, float y2, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      float first = b[j];
      float second = b[j + STRIDE];
      float c0 = fma(y0, second, fma(x0, first, c[j]));
      float c1 = fma(y1, second, fma(x1, first, c[j + STRIDE]));
      float c2 = fma(y2, second, fma(x2, first, c[j + 2 * STRIDE]));
      c[j] = c0;
      c[j + STRIDE] = c1;
      c[j + 2 * STRIDE] = c2;
    }
  }
}
