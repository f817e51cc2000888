// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private static List<Boolean> chosen(ImageRow... rows) {
    Selection selection = new Selection(List.of(rows));
    return List.of(rows).stream().map(selection::isChosen).toList();
  }
}
