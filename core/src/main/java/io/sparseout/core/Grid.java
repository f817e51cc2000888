// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * A matrix split into rectangles for threads. Which split is taken changes no element: each is
 * computed whole within its rectangle.
 */
record Grid(int m, int n, int rowParts, int columnParts) {
  // Parts are whole register blocks of the widest kernels.
  private static final int BLOCK_ROWS = 8;
  private static final int BLOCK_COLUMNS = 48;

  /** Fewer are not worth a second thread. */
  static final double FEWEST_MULTIPLIES = 100_000;

  /** The split of an m x n product with inner size k that is estimated to end first. */
  static Grid of(int m, int n, int k, int threads) {
    Grid best = new Grid(m, n, 1, 1);
    if ((double) m * n * k < FEWEST_MULTIPLIES) {
      return best;
    }
    for (int rows = 1; rows <= threads; rows++) {
      Grid grid = new Grid(m, n, rows, threads / rows);
      if (grid.cost() < best.cost()) {
        best = grid;
      }
    }
    return best;
  }

  int tasks() {
    return m == 0 || n == 0 ? 0 : rowParts * columnParts;
  }

  int firstRow(int task) {
    return Math.min(m, task / columnParts * rowStep());
  }

  int lastRow(int task) {
    return Math.min(m, (task / columnParts + 1) * rowStep());
  }

  int firstColumn(int task) {
    return Math.min(n, task % columnParts * columnStep());
  }

  int lastColumn(int task) {
    return Math.min(n, (task % columnParts + 1) * columnStep());
  }

  /** The largest part's multiplications, and what it packs, which costs about six times as much. */
  private double cost() {
    double rows = Math.min(m, rowStep());
    double columns = Math.min(n, columnStep());
    return rows * columns + 6 * (rows + columns);
  }

  private int rowStep() {
    return step(m, rowParts, BLOCK_ROWS);
  }

  private int columnStep() {
    return step(n, columnParts, BLOCK_COLUMNS);
  }

  /** The size of all parts but the last where blocks are divided evenly over so many parts. */
  static int step(int size, int parts, int block) {
    int blocks = (size + block - 1) / block;
    return (blocks + parts - 1) / parts * block;
  }
}
