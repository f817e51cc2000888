// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.regularizers.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of options' values, written so that NaN fails them. Each gives the value back. */
public final class Require {
  private Require() {}

  /**
   * A whole number from {@code from} to {@code to}, both included.
   *
   * @throws IllegalArgumentException if it is another; names option, range and value
   */
  public static int inRange(String option, int value, int from, int to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          option + ": from " + from + " to " + to + ", not " + value);
    }
    return value;
  }

  /**
   * A probability.
   *
   * @throws IllegalArgumentException unless it is from 0 to 1
   */
  public static float probability(String option, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(option + ": a probability, from 0 to 1, not " + value);
    }
    return value;
  }

  /**
   * A finite number that is not negative.
   *
   * @throws IllegalArgumentException unless it is 0 or more
   */
  public static float finiteFromZero(String option, float value) {
    if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(option + ": 0 or more and finite, not " + value);
    }
    return value;
  }

  /**
   * A finite number that is not negative.
   *
   * @throws IllegalArgumentException unless it is 0 or more
   */
  public static double finiteFromZero(String option, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(option + ": 0 or more and finite, not " + value);
    }
    return value;
  }

  /**
   * A finite number above 0.
   *
   * @throws IllegalArgumentException unless it is
   */
  public static double positive(String option, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(option + ": more than 0 and finite, not " + value);
    }
    return value;
  }

  /**
   * A SHA-256 in hexadecimal.
   *
   * @throws IllegalArgumentException unless it is 64 digits, letters in lower case
   */
  public static String sha256(String option, String value) {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          option + ": 64 hexadecimal digits in lower case, not '" + value + "'");
    }
    return value;
  }

  /**
   * One of some names.
   *
   * @throws IllegalArgumentException if it is another
   */
  public static String oneOf(String option, String value, String... names) {
    if (!List.of(names).contains(value)) {
      throw new IllegalArgumentException(
          option + ": one of " + String.join(", ", names) + ", not '" + value + "'");
    }
    return value;
  }

  /**
   * One of some names.
   *
   * @throws IllegalArgumentException if it is another, with the nearest one there is
   */
  public static String known(String option, String value, List<String> names) {
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          option + ": there is no '" + value + "'; " + NearestName.hint(value, names));
    }
    return value;
  }

  /**
   * One or more values, none of them twice.
   *
   * @throws IllegalArgumentException if there is none, or one is there twice
   */
  public static <T> List<T> distinct(String option, List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(option + ": needs a value or more");
    }
    Set<T> seen = new HashSet<>();
    for (T value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(option + ": each value once, not " + value + " twice");
      }
    }
    return List.copyOf(values);
  }
}
