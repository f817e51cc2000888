// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Members of JSON objects that may have others than are expected, or of other kinds. What is not
 * there is shown as missing, so that the rest of a run is shown; judges of claims have an accessor
 * of their own, by which what is not there is an error.
 */
final class Members {
  private static final int LONGEST = 300;

  private Members() {}

  /**
   * A number.
   *
   * @param path the member's name; {@code a.b} is the member b of the member a, and where a is a
   *     list, the mean over it
   * @return NaN where there is none
   */
  static double number(JsonObject object, String path) {
    int point = path.indexOf('.');
    if (point < 0) {
      return number(object.get(path));
    }
    JsonElement outer = object.get(path.substring(0, point));
    String inner = path.substring(point + 1);
    if (outer instanceof JsonObject part) {
      return number(part, inner);
    }
    return outer instanceof JsonArray list ? mean(list, inner) : Double.NaN;
  }

  private static double mean(JsonArray list, String path) {
    double sum = 0;
    for (JsonElement element : list) {
      sum += element instanceof JsonObject part ? number(part, path) : Double.NaN;
    }
    return sum / list.size(); // of none, 0 / 0: NaN
  }

  private static double number(JsonElement element) {
    return element instanceof JsonPrimitive value && value.isNumber()
        ? value.getAsDouble()
        : Double.NaN;
  }

  /** Whether a member is true; not if it is not there, or something else. */
  static boolean isTrue(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive value
        && value.isBoolean()
        && value.getAsBoolean();
  }

  /** A member as text, numbers rounded; empty where it is null or not there. */
  static String text(JsonObject object, String name) {
    return text(object.get(name));
  }

  /** A value as text, not longer than a reader may be asked to see. */
  static String text(JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return "";
    }
    if (element instanceof JsonPrimitive value) {
      return value.isNumber() && Double.isFinite(value.getAsDouble())
          ? Numbers.of(value.getAsDouble(), 6)
          : cut(value.getAsString());
    }
    return cut(element.toString());
  }

  /** Whether a member is a number, a text or a truth value. */
  static boolean isSimple(JsonElement element) {
    return element instanceof JsonPrimitive;
  }

  /** A text without what is too much of it. */
  static String cut(String text) {
    return cut(text, LONGEST);
  }

  /** A text of so many characters at the most. */
  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /** A whole number with all its digits; a member as text where it is something else. */
  static String whole(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return isSimple(value) ? cut(value.getAsString()) : text(value);
  }

  /** A value as JSON has it, not longer than a reader may be asked to see. */
  static String json(JsonElement value) {
    return isSimple(value) ? cut(value.getAsString()) : cut(value.toString());
  }
}
