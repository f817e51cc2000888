// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import java.util.Arrays;

/** Finds the smallest of many scores. */
final class Smallest {
  private Smallest() {}

  /**
   * Takes the count smallest of what is kept; among equals, the first ones.
   *
   * @param scores by element; what is not kept does not count. Not modified.
   * @param kept loses them. Modified.
   */
  static void drop(double[] scores, boolean[] kept, int count) {
    if (count == 0) {
      return;
    }
    double[] candidates = new double[scores.length];
    int size = 0;
    for (int i = 0; i < scores.length; i++) {
      if (kept[i]) {
        candidates[size++] = scores[i] + 0.0; // -0 is 0
      }
    }
    Arrays.sort(candidates, 0, size);
    double largest = candidates[count - 1];
    int equals = 0;
    for (int i = 0; i < count; i++) {
      equals += candidates[i] == largest ? 1 : 0;
    }
    for (int i = 0; i < scores.length; i++) {
      if (kept[i] && (scores[i] < largest || (scores[i] == largest && equals-- > 0))) {
        kept[i] = false;
      }
    }
  }

  static int count(boolean[] kept) {
    int count = 0;
    for (boolean each : kept) {
      count += each ? 1 : 0;
    }
    return count;
  }
}
