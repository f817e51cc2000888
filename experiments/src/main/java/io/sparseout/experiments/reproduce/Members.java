// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The values of a row of results, those of records and lists within it too.
 *
 * @param values by where they stand: {@code testLoss}, {@code sparsity[0].hoyer}
 */
record Members(Map<String, JsonElement> values) {
  /** Names of times and of memory, which no run has like another. */
  private static final Pattern MEASURED = Pattern.compile("ratio.*|.*(Seconds|Millis|Bytes)\\d*");

  private static final Pattern SEPARATOR = Pattern.compile("\\[\\d+]\\.?|\\.");
  private static final Pattern FRACTION = Pattern.compile(".*[.eE].*");

  /** Of a row. */
  static Members of(JsonObject row) {
    Map<String, JsonElement> values = new LinkedHashMap<>();
    add("", row, values);
    return new Members(values);
  }

  private static void add(String place, JsonElement element, Map<String, JsonElement> values) {
    if (element.isJsonObject()) {
      String prefix = place.isEmpty() ? "" : place + ".";
      element.getAsJsonObject().asMap().forEach((name, value) -> add(prefix + name, value, values));
    } else if (element.isJsonArray() && !element.getAsJsonArray().isEmpty()) {
      for (int i = 0; i < element.getAsJsonArray().size(); i++) {
        add(place + "[" + i + "]", element.getAsJsonArray().get(i), values);
      }
    } else {
      values.put(place, element);
    }
  }

  /** Whether a place has a time or an amount of memory, or a ratio of such. */
  static boolean isMeasured(String place) {
    return SEPARATOR.splitAsStream(place).anyMatch(name -> MEASURED.matcher(name).matches());
  }

  /** Whether any place has. */
  boolean hasMeasured() {
    return values.keySet().stream().anyMatch(Members::isMeasured);
  }

  /**
   * Whether two values are the same bits. JDKs before 19 write some fractions with a digit more
   * than later ones, so these are compared as the numbers that they are.
   *
   * @param a null for none
   * @param b null for none
   */
  static boolean equal(JsonElement a, JsonElement b) {
    if (isFraction(a) && isFraction(b)) {
      return Double.doubleToLongBits(a.getAsDouble()) == Double.doubleToLongBits(b.getAsDouble());
    }
    return Objects.equals(text(a), text(b));
  }

  private static boolean isFraction(JsonElement element) {
    return element instanceof JsonPrimitive value
        && value.isNumber()
        && FRACTION.matcher(value.getAsString()).matches();
  }

  /** A value as results have it; null for none. */
  static String text(JsonElement element) {
    return element == null ? null : element.toString();
  }
}
