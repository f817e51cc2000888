// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Members of recorded results. Each is there, or the results cannot be judged by. */
final class Members {
  private Members() {}

  /** Whether there is such a member, not null. */
  static boolean has(JsonObject row, String name) {
    return row.has(name) && !row.get(name).isJsonNull();
  }

  /** A finite number. */
  static double number(JsonObject row, String name) {
    try {
      double number = member(row, name).getAsDouble();
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
      // Said below.
    }
    throw new MissingException("number as " + name + ", but " + row.get(name));
  }

  /** A text. */
  static String text(JsonObject row, String name) {
    try {
      return member(row, name).getAsString();
    } catch (UnsupportedOperationException | IllegalStateException e) {
      throw new MissingException("text as " + name + ", but " + row.get(name));
    }
  }

  /** A whole number of up to 64 bits. */
  static long integer(JsonObject row, String name) {
    try {
      return member(row, name).getAsLong();
    } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
      throw new MissingException("whole number as " + name + ", but " + row.get(name));
    }
  }

  /** True or false. */
  static boolean flag(JsonObject row, String name) {
    return Boolean.parseBoolean(text(row, name));
  }

  private static JsonElement member(JsonObject row, String name) {
    if (!has(row, name)) {
      throw new MissingException(name);
    }
    return row.get(name);
  }
}
