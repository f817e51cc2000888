// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.optim.Schedule;

/** A schedule as a value: {@code FROM..TO/SHAPE/STEPS}, {@code 0..0.5/cubic/2000}. */
final class ScheduleText {
  private ScheduleText() {}

  /** Whether a value is meant for a schedule. */
  static boolean isOne(String value) {
    return value.contains("..") || value.contains("/");
  }

  static Schedule parse(String regularizer, String key, String value) {
    String[] parts = value.split("/", -1);
    int dots = parts[0].indexOf("..");
    if (parts.length != 3 || dots < 0) {
      throw bad(regularizer, key, value, null);
    }
    try {
      double from = Double.parseDouble(parts[0].substring(0, dots));
      double to = Double.parseDouble(parts[0].substring(dots + 2));
      long steps = Long.parseLong(parts[2].strip());
      return switch (parts[1].strip()) {
        case "linear" -> Schedule.linear(from, to, steps);
        case "cosine" -> Schedule.cosine(from, to, steps);
        case "cubic" -> Schedule.cubic(from, to, steps);
        default -> throw bad(regularizer, key, value, null);
      };
    } catch (NumberFormatException e) {
      throw bad(regularizer, key, value, e);
    }
  }

  private static IllegalArgumentException bad(
      String regularizer, String key, String value, NumberFormatException cause) {
    return new IllegalArgumentException(
        regularizer
            + ": "
            + key
            + ", a schedule, is FROM..TO/SHAPE/STEPS with SHAPE linear, cosine or cubic, such as"
            + " 0..0.5/cubic/2000, not '"
            + value
            + "'",
        cause);
  }
}
