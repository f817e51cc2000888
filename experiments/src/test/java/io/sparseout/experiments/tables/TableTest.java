// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("name", "x");
    table.add("a", "1");
    table.add("longer", "100");
    assertEquals(
        String.join(System.lineSeparator(), "name       x", "a          1", "longer   100", ""),
        table.toString());
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    Table table = new Table("a", "b");
    assertEquals(
        "table: a row has 2 cells, not 1",
        assertThrows(IllegalArgumentException.class, () -> table.add("1")).getMessage());
  }
}
