// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Where the elements of a sparse matrix stand that is read by columns, the rows of each ascending.
 * Bands of rows can be read alone, one a thread.
 *
 * @param rows how many rows, at most {@link #MAX_ROWS}
 * @param columns how many columns
 * @param starts for each band and the end, and there for each column, the index of the column's
 *     first element that is of the band's rows or later ones
 * @param places the row of each element
 */
public record SparseColumns(int rows, int columns, int[] starts, char[] places) {
  /** How many bands, all of as many rows, or less at the end. */
  public static final int BANDS = 8;

  /** As many rows as 16 bits tell apart. */
  public static final int MAX_ROWS = 65_536;

  /**
   * The form of a matrix in CSR.
   *
   * @param csrStarts the index of each row's first element, and of the end. Not modified.
   * @param csrColumns the column of each element, ascending in a row. Not modified.
   */
  public static SparseColumns of(int columns, int[] csrStarts, int[] csrColumns) {
    int rows = csrStarts.length - 1;
    int[] next = firsts(columns, csrColumns);
    SparseColumns form =
        new SparseColumns(
            rows, columns, new int[(BANDS + 1) * columns], new char[csrColumns.length]);
    for (int band = 0; band <= BANDS; band++) {
      System.arraycopy(next, 0, form.starts, band * columns, columns);
      for (int row = form.firstRow(band); row < form.firstRow(band + 1); row++) {
        for (int i = csrStarts[row]; i < csrStarts[row + 1]; i++) {
          form.places[next[csrColumns[i]]++] = (char) row;
        }
      }
    }
    return form;
  }

  /**
   * The matrix's elements in the order of {@link #places}.
   *
   * @param csrValues the elements in CSR. Not modified.
   */
  public float[] values(int[] csrColumns, float[] csrValues) {
    int[] next = firsts(columns, csrColumns);
    float[] values = new float[places.length];
    for (int i = 0; i < csrColumns.length; i++) {
      values[next[csrColumns[i]]++] = csrValues[i];
    }
    return values;
  }

  /** The first row of a band; of the band past the last, the number of rows. */
  public int firstRow(int band) {
    return (int) Math.min(rows, (long) band * ((rows + BANDS - 1) / BANDS));
  }

  /** The index of each column's first element. */
  private static int[] firsts(int columns, int[] csrColumns) {
    int[] firsts = new int[columns + 1];
    for (int column : csrColumns) {
      firsts[column + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      firsts[column + 1] += firsts[column];
    }
    return firsts;
  }
}
