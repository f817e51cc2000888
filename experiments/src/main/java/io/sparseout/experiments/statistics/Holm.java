// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of several tests, so that the chance of any false alarm among them stays
 * within the level that one test has; Holm 1979. Of m values, the k-th smallest, k from 1, becomes
 * the largest of the first k products (m - i + 1) p(i), and 1 at the most.
 */
public final class Holm {
  private Holm() {}

  /**
   * Corrected p-values, in the order of the given ones.
   *
   * @param p from 0 to 1. Not modified.
   * @throws IllegalArgumentException if one is not
   */
  public static double[] adjust(double... p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("holm: a p-value is from 0 to 1, not " + value);
      }
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, (p.length - rank) * p[order[rank]]);
      adjusted[order[rank]] = Math.min(1, largest);
    }
    return adjusted;
  }
}
