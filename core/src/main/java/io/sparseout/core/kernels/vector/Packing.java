// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of blocks of matrices in the layout that {@link RegisterTile} reads: A by rows, B in
 * panels of a tile's width, row after row, each row filled with zeros to whole vectors.
 *
 * <p>The methods are small loops of their own on purpose: compiled together with their callers, the
 * JIT can lose the vectors' exact type, and with it the vectors.
 */
final class Packing {
  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = FLOATS.length();

  private Packing() {}

  /** The length of the panels of a block of B. */
  static int length(int columns, int rows) {
    return (columns + LANES - 1) / LANES * LANES * rows;
  }

  /**
   * Copies a block of B into panels. The panel that begins at column j begins at {@code start + j *
   * rows}.
   *
   * @param from Not modified.
   * @param to Modified from index {@code start} on.
   */
  static void pack(int rows, int columns, float[] from, int offset, int ld, float[] to, int start) {
    int panel = RegisterTile.MAX_VECTORS * LANES;
    int j = 0;
    while (columns - j >= panel && RegisterTile.vectors(columns - j) == RegisterTile.MAX_VECTORS) {
      j += panel;
    }
    copyPanels(rows, j / panel, from, offset, ld, to, start);
    for (int width; j < columns; j += width) {
      width = RegisterTile.vectors(columns - j) * LANES;
      int used = Math.min(width, columns - j);
      copy(rows, used, from, offset + j, ld, to, start + j * rows, width);
      clear(rows, used, width, to, start + j * rows);
    }
  }

  /**
   * As {@link #pack}, of a block of B that is stored transposed: {@code columns} rows of {@code
   * rows}.
   */
  static void packTransposed(
      int rows, int columns, float[] from, int offset, int ld, float[] to, int start) {
    for (int j = 0, width; j < columns; j += width) {
      width = RegisterTile.vectors(columns - j) * LANES;
      int used = Math.min(width, columns - j);
      transpose(rows, used, from, offset + j * ld, ld, to, start + j * rows, width);
      clear(rows, used, width, to, start + j * rows);
    }
  }

  /**
   * Copies panels of the greatest width, reading along the rows: that is what memory is fast at.
   */
  private static void copyPanels(
      int rows, int panels, float[] from, int offset, int ld, float[] to, int start) {
    int width = RegisterTile.MAX_VECTORS * LANES;
    for (int i = 0; i < rows; i++) {
      int f = offset + i * ld;
      for (int panel = 0; panel < panels; panel++) {
        int t = start + (panel * rows + i) * width;
        for (int j = 0; j < width; j += LANES) {
          FloatVector.fromArray(FLOATS, from, f + j).intoArray(to, t + j);
        }
        f += width;
      }
    }
  }

  private static void clear(int rows, int used, int width, float[] to, int offset) {
    if (used < width) {
      for (int i = 0; i < rows; i++) {
        Arrays.fill(to, offset + i * width + used, offset + (i + 1) * width, 0);
      }
    }
  }

  /** to[i][j] = from[i][j]. Target modified. */
  static void copy(
      int rows,
      int columns,
      float[] from,
      int fromOffset,
      int ldFrom,
      float[] to,
      int toOffset,
      int ldTo) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromOffset + i * ldFrom, to, toOffset + i * ldTo, columns);
    }
  }

  /** to[i][j] = from[j][i]. Target modified. */
  static void transpose(
      int rows,
      int columns,
      float[] from,
      int fromOffset,
      int ldFrom,
      float[] to,
      int toOffset,
      int ldTo) {
    int j = 0;
    for (; j + 8 <= columns; j += 8) {
      transposeEight(rows, from, fromOffset + j * ldFrom, ldFrom, to, toOffset + j, ldTo);
    }
    for (; j < columns; j++) {
      int f = fromOffset + j * ldFrom;
      int t = toOffset + j;
      for (int i = 0; i < rows; i++) {
        to[t] = from[f + i];
        t += ldTo;
      }
    }
  }

  private static void transposeEight(
      int rows, float[] from, int f0, int ldFrom, float[] to, int toOffset, int ldTo) {
    int f1 = f0 + ldFrom;
    int f2 = f1 + ldFrom;
    int f3 = f2 + ldFrom;
    int f4 = f3 + ldFrom;
    int f5 = f4 + ldFrom;
    int f6 = f5 + ldFrom;
    int f7 = f6 + ldFrom;
    int t = toOffset;
    for (int i = 0; i < rows; i++) {
      to[t] = from[f0 + i];
      to[t + 1] = from[f1 + i];
      to[t + 2] = from[f2 + i];
      to[t + 3] = from[f3 + i];
      to[t + 4] = from[f4 + i];
      to[t + 5] = from[f5 + i];
      to[t + 6] = from[f6 + i];
      to[t + 7] = from[f7 + i];
      t += ldTo;
    }
  }
}
