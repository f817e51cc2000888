// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Page's test of a trend, of one side: whether values fall from treatment to treatment, in blocks
 * that have all but the treatment in common; Page 1963. Within each block values are ranked, the
 * largest first, and {@code L = sum over treatments j, from 1, of j times the sum of j's ranks}.
 * Where treatments make no difference, all orders of a block's ranks are equally likely; ties share
 * their mean rank.
 *
 * @param blocks how many blocks there are
 * @param treatments how many values each has
 * @param statistic Page's L
 * @param pValue the chance of so large an L where there is no trend
 * @param exact whether that is counted over all orders, as it is for up to 8 treatments in up to 50
 *     blocks; else it is by the normal distribution of the same mean and variance
 */
public record TrendTest(
    int blocks, int treatments, double statistic, double pValue, boolean exact) {
  private static final int EXACT_TREATMENTS = 8;

  /** More would need smaller probabilities than a double has. */
  private static final int EXACT_BLOCKS = 50;

  /**
   * The test of values that are expected to fall.
   *
   * @param blocks the values of each block, one block or more, of two treatments or more, in the
   *     treatments' order. Not modified.
   * @throws IllegalArgumentException if there are fewer, blocks differ in length, or a value is NaN
   */
  public static TrendTest falling(double[]... blocks) {
    require(blocks);
    int treatments = blocks[0].length;
    NaturalRanking ranking = new NaturalRanking(TiesStrategy.AVERAGE);
    // Twice the ranks: whole numbers, ties or not.
    int[][] ranks =
        Arrays.stream(blocks)
            .map(block -> ranking.rank(Arrays.stream(block).map(value -> -value).toArray()))
            .map(rank -> Arrays.stream(rank).mapToInt(each -> (int) (2 * each)).toArray())
            .toArray(int[][]::new);
    int doubled = Arrays.stream(ranks).mapToInt(TrendTest::statistic).sum();
    boolean exact = treatments <= EXACT_TREATMENTS && blocks.length <= EXACT_BLOCKS;
    return new TrendTest(
        blocks.length,
        treatments,
        doubled / 2.0,
        exact ? OrderCounts.chance(ranks, doubled) : approximate(ranks, doubled / 2.0),
        exact);
  }

  private static void require(double[]... blocks) {
    if (blocks.length == 0 || blocks[0].length < 2) {
      throw new IllegalArgumentException(
          "trend test: needs a block or more, of two treatments or more");
    }
    for (double[] block : blocks) {
      if (block.length != blocks[0].length) {
        throw new IllegalArgumentException(
            "trend test: blocks are of the same treatments, not of "
                + blocks[0].length
                + " and of "
                + block.length);
      }
      if (Arrays.stream(block).anyMatch(Double::isNaN)) {
        throw new IllegalArgumentException("trend test: NaN has no rank; leave such blocks out");
      }
    }
  }

  /** The part of a block in L, or in twice L if ranks are. */
  private static int statistic(int... ranks) {
    int sum = 0;
    for (int j = 0; j < ranks.length; j++) {
      sum += (j + 1) * ranks[j];
    }
    return sum;
  }

  /** Over all orders, a block's variance is SS(1..k) SS(ranks) / (k - 1). */
  private static double approximate(int[][] doubledRanks, double statistic) {
    int k = doubledRanks[0].length;
    double middle = (k + 1) / 2.0;
    double squares = k * (k * (double) k - 1) / 12;
    double variance = 0;
    for (int[] block : doubledRanks) {
      double spread =
          Arrays.stream(block).mapToDouble(rank -> rank / 2.0 - middle).map(x -> x * x).sum();
      variance += squares * spread / (k - 1);
    }
    if (!(variance > 0)) {
      return 1; // all values of all blocks are the same
    }
    double mean = doubledRanks.length * k * middle * middle;
    double z = (statistic - mean) / Math.sqrt(variance);
    return new NormalDistribution().cumulativeProbability(-z);
  }
}
