// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Inner(String name, Double value) {}

  record Outer(int number, Inner inner, List<Inner> rows, List<Inner> none) {}

  @Test
  void aLineHasEveryMember() {
    assertEquals("{\"name\":\"a<b\",\"value\":null}", Json.line(new Inner("a<b", null)));
  }

  @Test
  void aDocumentHasARowALine() {
    Inner one = new Inner("x", 0.5);
    assertEquals(
        """
        {
          "number": 1,
          "inner": {
            "name": "x",
            "value": 0.5
          },
          "rows": [
            {"name":"x","value":0.5},
            {"name":"x","value":0.5}
          ],
          "none": []
        }
        """,
        Json.document(new Outer(1, one, List.of(one, one), List.of())));
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    Inner inner = new Inner("x", Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> Json.line(inner));
    assertThrows(IllegalArgumentException.class, () -> Json.document(inner));
  }
}
