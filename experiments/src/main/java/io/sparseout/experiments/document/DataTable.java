// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * A table. The first cell of a row is its heading.
 *
 * @param caption what it shows, and how: number, unit, kind of interval
 * @param columns one or more
 * @param rows each with a cell for each column
 * @param source where all rows stand too, so that a document may leave them out; null if nowhere
 */
public record DataTable(
    String caption, List<Column> columns, List<List<Phrase>> rows, String source) implements Block {
  /**
   * A table of these rows.
   *
   * @throws IllegalArgumentException if there is no column, or a row has not a cell for each
   */
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table '" + caption + "': needs a column or more");
    }
    for (List<Phrase> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "table '"
                + caption
                + "': a row has "
                + columns.size()
                + " cells, not "
                + row.size()
                + "; give each column one");
      }
    }
  }

  /** A table whose rows stand nowhere else. */
  public DataTable(String caption, List<Column> columns, List<List<Phrase>> rows) {
    this(caption, columns, rows, null);
  }
}
