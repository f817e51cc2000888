// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulStart;

/**
 * A matrix product, block by block. A block of B, packed into panels, stays in the second-level
 * cache while all rows of A pass by; four rows of A stay in the first-level cache while the panels
 * pass by; {@link RegisterTile} does the rest. The chains of fma go on from block to block of k
 * through C.
 *
 * <p>What is as fast to read where it is is not copied: A, when it is not transposed, and B, when
 * it is not and few rows of A are to use it, or it is no wider than a panel. Where A is read in
 * place, a block is one panel and deep, so that C is read and written once or twice; where A has to
 * be packed, which is done again for each block of B, blocks are wide.
 *
 * <p>An object holds the buffers for the copies (1.3 MB) and is for one thread and one product at a
 * time.
 */
final class BlockedProduct {
  private static final int ROWS = RegisterTile.ROWS;
  private static final int LANES = Lanes.FLOATS.length();
  private static final int PANEL = RegisterTile.MAX_VECTORS * LANES;

  /** The largest depth of a block where A is read in place; what it divides is divided evenly. */
  private static final int DEEP = 1024;

  /** The depth, columns and rows of a block where A is packed and B is wide. */
  private static final int SHALLOW = 320;

  /** A narrower block of B is deeper, so that C is read and written less often: so many floats. */
  private static final int BLOCK = 160_000;

  private static final int WIDE = 768 / PANEL * PANEL;
  private static final int HIGH = 192;

  /** Floats of a cache line. */
  private static final int LINE = 16;

  /** With fewer rows of A, packing B costs more than it brings. */
  private static final int ROWS_TO_PACK_FOR = 16;

  private static final float[] ZEROS = new float[PANEL];

  final float[] packedA = new float[HIGH * copiedRow(SHALLOW)];
  final float[] packedB = new float[Math.max(WIDE * SHALLOW, PANEL * DEEP)];
  private final float[] edge = new float[ROWS * PANEL];

  private boolean transposeA;
  private boolean transposeB;
  private boolean packB;

  /** Rows of A that are packed at once. */
  private int high;

  private final Rows a = new Rows();
  private final Rows b = new Rows();
  private final Rows c = new Rows();
  private final Rows bias = new Rows();

  /** The blocks at work; {@code start} is what its chains start from. */
  private final Rows left = new Rows();

  private final Rows right = new Rows();
  private final Rows start = new Rows();
  private int startStep;

  /** The arguments are those of {@link io.sparseout.core.kernels.MatrixKernels#matmul}. */
  void compute(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] aData,
      int aOffset,
      int lda,
      float[] bData,
      int bOffset,
      int ldb,
      MatmulStart begin,
      float[] cData,
      int cOffset,
      int ldc,
      float[] biasData,
      int biasOffset) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    boolean isPanel = n <= ldb && ldb <= PANEL;
    packB = transposeB || (m >= ROWS_TO_PACK_FOR && !isPanel);
    a.set(aData, aOffset, lda);
    b.set(bData, bOffset, ldb);
    c.set(cData, cOffset, ldc);
    bias.set(biasData, biasOffset, 0);
    int columnStep = evenly(n, transposeA ? WIDE : PANEL, PANEL);
    int depthStep = evenly(k, transposeA ? Math.max(SHALLOW, BLOCK / columnStep) : DEEP, 1);
    high = Math.max(ROWS, packedA.length / copiedRow(depthStep) / ROWS * ROWS);
    for (int j = 0, columns; j < n; j += columns) {
      columns =
          packB ? Math.min(columnStep, n - j) : n - j < LANES ? n - j : (n - j) / LANES * LANES;
      int p = 0;
      do { // once for k = 0 too: it copies the start
        int depth = Math.min(depthStep, k - p);
        loadRight(p, j, depth, columns);
        for (int i = 0, rows; i < m; i += rows) {
          rows = loadLeft(i, p, m - i, depth);
          beginFrom(p == 0 ? begin : MatmulStart.ACCUMULATE, i, j);
          block(rows, columns, depth, i, j);
        }
        p += depthStep;
      } while (p < k);
    }
    release();
  }

  /** The arguments are those of {@link io.sparseout.core.kernels.MatrixKernels#matmulPacked}. */
  void computePacked(
      int m,
      int n,
      int k,
      float[] aData,
      int aOffset,
      int lda,
      float[] packed,
      int packedOffset,
      MatmulStart begin,
      float[] cData,
      int cOffset,
      int ldc,
      float[] biasData,
      int biasOffset) {
    transposeA = false;
    a.set(aData, aOffset, lda);
    c.set(cData, cOffset, ldc);
    bias.set(biasData, biasOffset, 0);
    int depthStep = evenly(k, DEEP, 1);
    for (int j = 0, columns; j < n; j += columns) {
      int width = RegisterTile.vectors(n - j) * LANES;
      columns = Math.min(width, n - j);
      int p = 0;
      do {
        int depth = Math.min(depthStep, k - p);
        right.set(packed, packedOffset + j * k + p * width, 0);
        for (int i = 0, rows; i < m; i += rows) {
          rows = loadLeft(i, p, m - i, depth);
          beginFrom(p == 0 ? begin : MatmulStart.ACCUMULATE, i, j);
          block(rows, columns, depth, i, j);
        }
        p += depthStep;
      } while (p < k);
    }
    release();
  }

  /** The size of all parts but the last when so much is divided evenly into parts. */
  private static int evenly(int size, int most, int unit) {
    int parts = Math.max(1, (size + most - 1) / most);
    int part = (size + parts - 1) / parts;
    return Math.max(1, (part + unit - 1) / unit) * unit;
  }

  private void loadRight(int p, int j, int depth, int columns) {
    int offset = transposeB ? b.index(j, p) : b.index(p, j);
    if (transposeB) {
      Packing.packTransposed(depth, columns, b.data, offset, b.stride, packedB, 0);
    } else if (packB || columns < LANES) {
      Packing.pack(depth, columns, b.data, offset, b.stride, packedB, 0);
    } else {
      right.set(b.data, offset, b.stride);
      return;
    }
    right.set(packedB, 0, 0);
  }

  /** Gets the next rows of A ready, at least one and at most so many, and says how many. */
  private int loadLeft(int i, int p, int most, int depth) {
    int rows;
    int stride = copiedRow(depth);
    if (transposeA) {
      rows = Math.min(high, most);
      Packing.transpose(rows, depth, a.data, a.index(p, i), a.stride, packedA, 0, stride);
    } else if (most >= ROWS) {
      left.set(a.data, a.index(i, p), a.stride);
      return most / ROWS * ROWS;
    } else { // A tile reads four rows, and A has no more
      rows = most;
      Packing.copy(rows, depth, a.data, a.index(i, p), a.stride, packedA, 0, stride);
    }
    left.set(packedA, 0, stride);
    return rows;
  }

  /** From one copied row of A to the next: an odd number of cache lines, to use all cache sets. */
  private static int copiedRow(int depth) {
    return (depth + LINE - 1) / LINE / 2 * 2 * LINE + LINE;
  }

  private void beginFrom(MatmulStart begin, int i, int j) {
    switch (begin) {
      case ZERO -> start.set(ZEROS, 0, 0);
      case BIAS -> start.set(bias.data, bias.offset + j, 0);
      default -> start.set(c.data, c.index(i, j), c.stride);
    }
    startStep = begin == MatmulStart.ZERO ? 0 : 1;
  }

  private void block(int rows, int columns, int depth, int cRow, int cColumn) {
    for (int i = 0; i < rows; i += ROWS) {
      int height = Math.min(ROWS, rows - i);
      for (int j = 0, width; j < columns; j += width) {
        int vectors = RegisterTile.vectors(columns - j);
        width = vectors * LANES;
        int used = Math.min(width, columns - j);
        int leftAt = left.index(i, 0);
        int rightAt = right.offset + (right.stride == 0 ? j * depth : j);
        int rightStride = right.stride == 0 ? width : right.stride;
        int startAt = start.index(i, j * startStep);
        int cAt = c.index(cRow + i, cColumn + j);
        if (height == ROWS && used == width) {
          RegisterTile.compute(
              vectors,
              depth,
              left.data,
              leftAt,
              left.stride,
              right.data,
              rightAt,
              rightStride,
              start.data,
              startAt,
              start.stride,
              c.data,
              cAt,
              c.stride);
        } else {
          Packing.copy(height, used, start.data, startAt, start.stride, edge, 0, PANEL);
          RegisterTile.compute(
              vectors,
              depth,
              left.data,
              leftAt,
              left.stride,
              right.data,
              rightAt,
              rightStride,
              edge,
              0,
              PANEL,
              edge,
              0,
              PANEL);
          Packing.copy(height, used, edge, 0, PANEL, c.data, cAt, c.stride);
        }
      }
    }
  }

  /** Forgets the caller's arrays, which a thread's buffers must not keep alive. */
  private void release() {
    a.set(null, 0, 0);
    b.set(null, 0, 0);
    c.set(null, 0, 0);
    bias.set(null, 0, 0);
    left.set(null, 0, 0);
    right.set(null, 0, 0);
    start.set(null, 0, 0);
  }

  /** Rows of floats, a stride apart. */
  private static final class Rows {
    float[] data;
    int offset;
    int stride;

    void set(float[] data, int offset, int stride) {
      this.data = data;
      this.offset = offset;
      this.stride = stride;
    }

    int index(int i, int j) {
      return offset + i * stride + j;
    }
  }
}
