// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

/**
 * How the weighted sum of ranks, {@code sum of j times the rank at place j}, is distributed where
 * all orders of each block's ranks are equally likely. Sums of blocks are convolved.
 */
final class OrderCounts {
  private OrderCounts() {}

  /**
   * The chance of a sum over all blocks that is at least as large as a given one.
   *
   * @param blocks ranks, whole numbers, 8 a block at the most. Not modified.
   */
  static double chance(int[][] blocks, int sum) {
    double[] all = {1};
    for (int[] ranks : blocks) {
      all = convolved(all, ofOrders(ranks));
    }
    double chance = 0;
    for (int i = all.length - 1; i >= sum; i--) { // the smallest first
      chance += all[i];
    }
    return Math.min(1, chance);
  }

  /** The probability of each sum of a block, by its number. */
  private static double[] ofOrders(int... ranks) {
    int largest = 0;
    for (int rank : ranks) {
      largest += ranks.length * rank;
    }
    double[] counts = new double[largest + 1];
    count(ranks, 0, 0, 0, counts);
    double orders = 1;
    for (int i = 2; i <= ranks.length; i++) {
      orders *= i;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= orders;
    }
    return counts;
  }

  /**
   * Counts all orders that begin with the ranks that are used.
   *
   * @param used a bit for each rank that has its place
   */
  private static void count(int[] ranks, int place, int used, int sum, double... counts) {
    if (place == ranks.length) {
      counts[sum]++;
      return;
    }
    for (int i = 0; i < ranks.length; i++) {
      if ((used & 1 << i) == 0) {
        count(ranks, place + 1, used | 1 << i, sum + (place + 1) * ranks[i], counts);
      }
    }
  }

  private static double[] convolved(double[] first, double... second) {
    double[] sums = new double[first.length + second.length - 1];
    for (int j = 0; j < second.length; j++) {
      if (second[j] > 0) {
        for (int i = 0; i < first.length; i++) {
          sums[i + j] += first[i] * second[j];
        }
      }
    }
    return sums;
  }
}
