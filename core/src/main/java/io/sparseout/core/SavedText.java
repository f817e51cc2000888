// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.Map;

/** Reads numbers from text that was saved by name: what an optimizer or a listener remembers. */
public final class SavedText {
  private SavedText() {}

  /**
   * A whole number, 0 or more.
   *
   * @throws IllegalArgumentException if it is missing or no such number
   */
  public static long count(Map<String, String> text, String name) {
    String value = text.get(name);
    if (value == null || !value.matches("[0-9]{1,18}")) {
      throw bad(name, value, "a whole number");
    }
    return Long.parseLong(value);
  }

  /**
   * A number that {@link Double#toString(double)} wrote, maybe infinite, not NaN.
   *
   * @throws IllegalArgumentException if it is missing or no such number
   */
  public static double number(Map<String, String> text, String name) {
    String value = text.get(name);
    if (value == null || !value.matches("-?([0-9]+\\.[0-9]+(E-?[0-9]+)?|Infinity)")) {
      throw bad(name, value, "a number");
    }
    return Double.parseDouble(value);
  }

  private static IllegalArgumentException bad(String name, String value, String wanted) {
    return new IllegalArgumentException(
        "its text "
            + name
            + " is "
            + (value == null ? "missing" : "'" + value + "', not " + wanted));
  }
}
