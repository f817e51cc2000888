// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

/** Checks of hyperparameters, written so that NaN fails them. */
final class Require {
  private Require() {}

  static void fromZero(String name, String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + what + " is 0 or more and finite, not " + value);
    }
  }

  static void aboveZero(String name, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + what + " is more than 0 and finite, not " + value);
    }
  }

  static void given(String name, String what, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": needs " + what + ", not null");
    }
  }
}
