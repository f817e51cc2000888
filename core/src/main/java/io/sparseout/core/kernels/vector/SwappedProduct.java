// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulStart;
import java.util.Arrays;

/**
 * C = start + A B^T for few rows of A, computed as C^T = start + B A^T: what has to be transposed
 * for it is A and C, not B, which is read where it is. That is the product of a layer's forward
 * pass: B is the weight, and A the batch.
 *
 * <p>Sixteen rows of C^T are at work at a time. The chains of fma are those of C.
 */
final class SwappedProduct {
  private static final int TILE = RegisterTile.ROWS;
  private static final int LANES = Lanes.FLOATS.length();
  private static final int BLOCK_ROWS = 16;
  private static final int STORED_ROWS = 8;
  private static final int MAX_COLUMNS = 512;

  private final float[] packed;
  private final float[] block = new float[BLOCK_ROWS * MAX_COLUMNS];
  private final float[] lastRows;

  /**
   * A product that packs A into the first of two arrays, and at the end of B up to three rows of it
   * into the second.
   */
  SwappedProduct(float[] packed, float[] lastRows) {
    this.packed = packed;
    this.lastRows = lastRows;
  }

  /** Whether this is the faster way, and there is room for it. */
  boolean suits(int m, int n, int k) {
    int columns = roundUp(m);
    return columns <= MAX_COLUMNS
        && (long) columns * k <= packed.length
        && (long) TILE * k <= lastRows.length
        && (long) m * (n + (long) k) < (long) n * k;
  }

  /** The arguments are those of {@link io.sparseout.core.kernels.MatrixKernels#matmul}. */
  void compute(
      boolean transposeA,
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
    if (transposeA) {
      Packing.pack(k, m, a, aOffset, lda, packed, 0);
    } else {
      Packing.packTransposed(k, m, a, aOffset, lda, packed, 0);
    }
    int stride = roundUp(m);
    for (int j = 0; j < n; j += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, n - j);
      begin(start, rows, m, stride, c, cOffset + j, ldc, bias, biasOffset + j);
      for (int i = 0; i < rows; i += TILE) {
        int bAt = bOffset + (j + i) * ldb;
        if (rows - i >= TILE) {
          row(m, k, b, bAt, ldb, i * stride, stride);
        } else { // a tile reads four rows, and B has no more
          Packing.copy(rows - i, k, b, bAt, ldb, lastRows, 0, k);
          row(m, k, lastRows, 0, k, i * stride, stride);
        }
      }
      store(m, rows, stride, c, cOffset + j, ldc);
    }
  }

  private void begin(
      MatmulStart start,
      int rows,
      int m,
      int stride,
      float[] c,
      int cOffset,
      int ldc,
      float[] bias,
      int biasOffset) {
    switch (start) {
      case ZERO -> Arrays.fill(block, 0, rows * stride, 0);
      case BIAS -> {
        for (int i = 0; i < rows; i++) {
          Arrays.fill(block, i * stride, (i + 1) * stride, bias[biasOffset + i]);
        }
      }
      default -> Packing.transpose(rows, m, c, cOffset, ldc, block, 0, stride);
    }
  }

  /** Four rows of C^T, tile by tile. */
  private void row(int m, int k, float[] b, int bAt, int ldb, int blockAt, int stride) {
    for (int i = 0, width; i < m; i += width) {
      int vectors = RegisterTile.vectors(m - i);
      width = vectors * LANES;
      int at = blockAt + i;
      RegisterTile.compute(
          vectors, k, b, bAt, ldb, packed, i * k, width, block, at, stride, block, at, stride);
    }
  }

  /** Copies the block to C, a few rows of C at a time: each of its cache lines is written once. */
  private void store(int m, int rows, int stride, float[] c, int cOffset, int ldc) {
    for (int i = 0; i < m; i += STORED_ROWS) {
      int count = Math.min(STORED_ROWS, m - i);
      Packing.transpose(count, rows, block, i, stride, c, cOffset + i * ldc, ldc);
    }
  }

  private static int roundUp(int m) {
    return (m + LANES - 1) / LANES * LANES;
  }
}
