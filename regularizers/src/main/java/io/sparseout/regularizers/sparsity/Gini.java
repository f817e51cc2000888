// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import java.util.Arrays;

/**
 * The Gini index of magnitudes: with |h|_(1) to |h|_(n) the n magnitudes in ascending order,
 *
 * <pre>{@code
 * 1 - 2 sum over k of |h|_(k) / |h|_1 (n - k + 1/2) / n
 * }</pre>
 *
 * 0 where all magnitudes are equal, 1 - 1/n where one number alone is not 0, or none is; Hurley and
 * Rickard 2009. It has all six properties that they ask of a measure of sparsity. It needs the
 * numbers in their order, and so all of them at once.
 */
public final class Gini {
  private Gini() {}

  /**
   * The index of some numbers.
   *
   * @param values one or more, finite. Not modified.
   * @throws IllegalArgumentException if there are none, or one is not finite
   */
  public static double of(float... values) {
    return of(values, 0, values.length);
  }

  /** The same of {@code count} numbers from {@code from} on. */
  static double of(float[] values, int from, int count) {
    if (count == 0) {
      throw new IllegalArgumentException("sparsity: there is no number to measure");
    }
    float[] magnitudes = new float[count];
    int kept = 0; // zeros stand first in the order and add nothing
    for (int i = from; i < from + count; i++) {
      float magnitude = Math.abs(values[i]);
      if (!(magnitude < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "sparsity: needs finite numbers, and number "
                + (i - from)
                + ", from 0, is "
                + values[i]);
      }
      if (magnitude > 0) {
        magnitudes[kept++] = magnitude;
      }
    }
    if (kept == 0) {
      return 1 - 1.0 / count;
    }
    Arrays.sort(magnitudes, 0, kept);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < kept; i++) {
      sum += magnitudes[i];
      weighted += magnitudes[i] * (kept - i - 0.5);
    }
    return 1 - 2 * weighted / (sum * count);
  }
}
