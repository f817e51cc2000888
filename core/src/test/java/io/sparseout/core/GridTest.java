// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void partsCoverEveryElementOnce() {
    int[] sizes = {0, 1, 7, 8, 9, 48, 49, 128, 784, 1000};
    for (int threads : new int[] {1, 2, 3, 4, 7, 16}) {
      for (int m : sizes) {
        for (int n : sizes) {
          Grid grid = Grid.of(m, n, 1000, threads);
          long covered = 0;
          for (int task = 0; task < grid.tasks(); task++) {
            covered +=
                (long) (grid.lastRow(task) - grid.firstRow(task))
                    * (grid.lastColumn(task) - grid.firstColumn(task));
          }
          assertEquals((long) m * n, covered, grid.toString());
          assertTrue(grid.tasks() <= threads, grid.toString());
        }
      }
    }
  }

  @Test
  void smallProductsStayWhole() {
    assertEquals(1, Grid.of(20, 20, 20, 16).tasks());
  }

  @Test
  void trainingShapesGiveEveryThreadItsShare() {
    assertEquals(2, Grid.of(128, 1024, 784, 2).tasks());
    assertEquals(2, Grid.of(1024, 1024, 128, 2).tasks());
    assertEquals(2, Grid.of(128, 10, 1024, 2).tasks());
    assertEquals(4, Grid.of(1024, 1024, 1024, 4).tasks());
  }
}
