// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedTextTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1 / 3.0,
        -2e-300,
        1e22,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void numbersComeBackToTheLastBit(double number) {
    Map<String, String> text = Map.of("x", Double.toString(number));
    assertEquals(
        Double.doubleToLongBits(number), Double.doubleToLongBits(SavedText.number(text, "x")));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 999_999_999_999_999_999L})
  void countsToo(long count) {
    assertEquals(count, SavedText.count(Map.of("n", Long.toString(count)), "n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "NaN", "1", "1.", ".5", "1.0 ", "1.0d", "0x1.0p0", "+1.0", "one"})
  void whatIsNoNumberIsRefused(String value) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> SavedText.number(Map.of("x", value), "x"));
    assertEquals("its text x is '" + value + "', not a number", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.0", " 1", "1000000000000000000", "one"})
  void whatIsNoCountIsRefused(String value) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> SavedText.count(Map.of("n", value), "n"));
    assertEquals("its text n is '" + value + "', not a whole number", error.getMessage());
  }

  @Test
  void whatIsMissingIsRefused() {
    for (org.junit.jupiter.api.function.Executable read :
        new org.junit.jupiter.api.function.Executable[] {
          () -> SavedText.number(Map.of(), "x"), () -> SavedText.count(Map.of(), "x")
        }) {
      assertEquals(
          "its text x is missing", assertThrows(IllegalArgumentException.class, read).getMessage());
    }
  }
}
