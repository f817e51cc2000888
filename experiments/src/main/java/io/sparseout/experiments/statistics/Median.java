// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.Arrays;

/** The middle of values; of an even number, the mean of the two in the middle. */
public final class Median {
  private Median() {}

  /**
   * The median of some values.
   *
   * @param values one or more. Not modified.
   */
  public static double of(double[] values) {
    return ofSorted(values.clone());
  }

  /**
   * The median of the values at some indices.
   *
   * @param values Not modified.
   * @param indices one or more, each as often as its value counts. Not modified.
   */
  public static double of(double[] values, int[] indices) {
    return ofSorted(Arrays.stream(indices).mapToDouble(i -> values[i]).toArray());
  }

  private static double ofSorted(double[] values) {
    Arrays.sort(values);
    int n = values.length;
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }
}
