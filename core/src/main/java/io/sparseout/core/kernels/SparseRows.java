// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where the elements of a sparse matrix stand that is read by rows, four rows at a time. A chain of
 * fma waits for itself; four side by side fill the time. Rows of like counts are in one group: they
 * are sorted by count, falling, and then by number. What a row of a group lacks is filled with
 * zeros at column {@code columns}, where the reader has a zero of its own, so that no infinity
 * meets a zero that the matrix does not have.
 *
 * @param rows how many rows
 * @param columns how many columns, at most {@link #MAX_COLUMNS}
 * @param starts the index of the first element of each group, and of the end; element l of row r of
 *     a group stands at {@code start + 4 l + r}
 * @param order the numbers of the rows in the order in which they stand
 * @param places the column of each element
 */
public record SparseRows(int rows, int columns, int[] starts, int[] order, char[] places) {
  /** Rows of a group. */
  public static final int GROUP = 4;

  /** The most columns: with the one past the last, as many as 16 bits tell apart. */
  public static final int MAX_COLUMNS = 65_535;

  /**
   * The form of a matrix in CSR.
   *
   * @param csrStarts the index of each row's first element, and of the end. Not modified.
   * @param csrColumns the column of each element, ascending in a row. Not modified.
   */
  public static SparseRows of(int columns, int[] csrStarts, int[] csrColumns) {
    int rows = csrStarts.length - 1;
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingInt(row -> csrStarts[row] - csrStarts[row + 1]))
            .mapToInt(Integer::intValue)
            .toArray();
    int groups = (rows + GROUP - 1) / GROUP;
    int[] starts = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      int longest = order[g * GROUP];
      starts[g + 1] =
          Math.addExact(
              starts[g], Math.multiplyExact(GROUP, csrStarts[longest + 1] - csrStarts[longest]));
    }
    char[] places = new char[starts[groups]];
    Arrays.fill(places, (char) columns);
    SparseRows form = new SparseRows(rows, columns, starts, order, places);
    for (int i = 0; i < rows; i++) {
      int to = form.at(i);
      for (int from = csrStarts[order[i]]; from < csrStarts[order[i] + 1]; from++) {
        places[to] = (char) csrColumns[from];
        to += GROUP;
      }
    }
    return form;
  }

  /**
   * The matrix's elements in the order of {@link #places}.
   *
   * @param csrValues the elements in CSR. Not modified.
   */
  public float[] values(int[] csrStarts, float[] csrValues) {
    float[] values = new float[places.length];
    for (int i = 0; i < rows; i++) {
      int to = at(i);
      for (int from = csrStarts[order[i]]; from < csrStarts[order[i] + 1]; from++) {
        values[to] = csrValues[from];
        to += GROUP;
      }
    }
    return values;
  }

  /** How many groups. */
  public int groups() {
    return starts.length - 1;
  }

  /** The group at which part {@code part} of {@code parts} parts of like work begins. */
  public int groupAt(int part, int parts) {
    if (part == 0 || part == parts) {
      return part == 0 ? 0 : groups();
    }
    int found = Arrays.binarySearch(starts, (int) ((long) places.length * part / parts));
    return Math.min(groups(), found < 0 ? -found - 1 : found);
  }

  /** Where the first element of the row stands that comes i-th. */
  private int at(int i) {
    return starts[i / GROUP] + i % GROUP;
  }
}
