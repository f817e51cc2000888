// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;

/** Checks of hyperparameters, written so that NaN fails them. */
final class Require {
  private Require() {}

  static void probability(String regularizer, float p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          regularizer + ": p, the probability of dropping, is from 0 to 1, not " + p);
    }
  }

  static void aboveZero(String regularizer, String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          regularizer + ": " + name + " is more than 0 and finite, not " + value);
    }
  }

  static void finiteFromZero(String regularizer, String name, float value) {
    if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          regularizer + ": " + name + " is 0 or more and finite, not " + value);
    }
  }

  static void probabilityBelowOne(String regularizer, float p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException(
          regularizer + ": p, the probability of dropping, is from 0 to below 1, not " + p);
    }
  }

  static void regularizer(String wrapper, Layer regularizer) {
    if (regularizer == null) {
      throw new IllegalArgumentException(wrapper + ": needs a regularizer, not null");
    }
  }
}
