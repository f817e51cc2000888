// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.experiments.compare.Rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Test
  void eachSettingHasThePOfTheBestMeanOverItsSeeds() {
    assertEquals(
        List.of(false, false, true, true, true, false),
        chosen(
            Rows.trained("q=1", 0.1f, 1, 0.9),
            Rows.trained("q=1", 0.1f, 2, 0.3),
            Rows.trained("q=1", 0.3f, 1, 0.7),
            Rows.trained("q=1", 0.3f, 2, 0.7),
            Rows.trained("q=2", 0.1f, 1, 0.2),
            Rows.trained("q=2", 0.3f, 1, 0.1)));
  }

  @Test
  void ofEqualOnesItIsTheFirst() {
    assertEquals(
        List.of(true, false),
        chosen(Rows.trained("q=1", 0.3f, 1, 0.5), Rows.trained("q=1", 0.1f, 1, 0.5)));
  }

  /** Where the others count, it is the other p. */
  @Test
  void itRestsOnTheGivenSeedsAndHoldsForAll() {
    Row[] rows = {
      Rows.trained("q=1", 0.1f, 1, 0.9),
      Rows.trained("q=1", 0.1f, 3, 0.1),
      Rows.trained("q=1", 0.3f, 1, 0.7),
      Rows.trained("q=1", 0.3f, 3, 0.7)
    };
    assertEquals(List.of(true, true, false, false), chosen(rows));
  }

  private static List<Boolean> chosen(Row... rows) {
    Selection selection = new Selection(List.of(rows), List.of(1L, 2L));
    return List.of(rows).stream().map(selection::isChosen).toList();
  }
}
