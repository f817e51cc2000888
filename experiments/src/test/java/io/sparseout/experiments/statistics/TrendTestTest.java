// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTestTest {
  /** Page's table of 1963: the smallest L that is significant at 0.05, 0.01 and 0.001. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 41, 42, 0",
    "3, 5, 66, 68, 70",
    "3, 10, 128, 131, 134",
    "4, 3, 84, 87, 89",
    "4, 5, 137, 141, 145",
    "5, 3, 150, 155, 160",
    "5, 5, 244, 251, 259",
    "6, 4, 321, 331, 341",
    "7, 3, 370, 382, 394",
    "8, 4, 701, 722, 743",
  })
  void hasPagesCriticalValues(int treatments, int blocks, int five, int one, int tenth) {
    int[][] ranks = new int[blocks][treatments];
    for (int[] block : ranks) {
      Arrays.setAll(block, i -> i + 1);
    }
    double[] levels = {0.05, 0.01, 0.001};
    int[] critical = {five, one, tenth};
    for (int i = 0; i < levels.length; i++) {
      if (critical[i] > 0) {
        assertTrue(OrderCounts.chance(ranks, critical[i]) <= levels[i], levels[i] + "");
        assertTrue(OrderCounts.chance(ranks, critical[i] - 1) > levels[i], levels[i] + "");
      }
    }
  }

  /** SciPy 1.17, page_trend_test of the negative values, method="exact". */
  @Test
  void isAsInSciPy() {
    double[] falling = {5, 4, 3, 2, 1};
    check(275, 4.018775720164609e-11, falling, falling, falling, falling, falling);
    check(163, 0.00004050925925925926, new double[] {5, 4, 2, 3, 1}, falling, swapped());
    check(
        727,
        0.005741893957806239,
        new double[] {8, 7, 6, 5, 4, 3, 2, 1},
        new double[] {1, 2, 3, 4, 5, 6, 7, 8},
        new double[] {8, 6, 7, 5, 3, 4, 2, 1},
        new double[] {7, 8, 6, 4, 5, 2, 3, 1});
  }

  private static double[] swapped() {
    return new double[] {4, 5, 3, 2, 1};
  }

  private static void check(double statistic, double pValue, double[]... blocks) {
    TrendTest test = TrendTest.falling(blocks);
    assertEquals(statistic, test.statistic());
    assertEquals(pValue, test.pValue(), 1e-12 * pValue);
    assertTrue(test.exact());
  }

  /** Of one block each order has the chance 1/k!; that which falls throughout is the largest. */
  @Test
  void ofOneBlockIsAsByHand() {
    assertEquals(1 / 120.0, TrendTest.falling(new double[] {5, 4, 3, 2, 1}).pValue(), 1e-15);
    assertEquals(1, TrendTest.falling(new double[] {1, 2, 3}).pValue(), 1e-15, "it rises");
    assertEquals(0.5, TrendTest.falling(new double[] {2, 1}).pValue(), 1e-15);
  }

  /** Ranks 1.5, 1.5 and 3: three orders with L = 13.5, 12 and 10.5. */
  @Test
  void tiesShareTheirMeanRank() {
    TrendTest test = TrendTest.falling(new double[] {7, 7, 1});
    assertEquals(13.5, test.statistic());
    assertEquals(1 / 3.0, test.pValue(), 1e-15);
    assertEquals(1, TrendTest.falling(new double[4], new double[4]).pValue(), 1e-15);
    assertEquals(1, TrendTest.falling(new double[9], new double[9]).pValue(), "of no spread");
  }

  /** SciPy 1.17, page_trend_test of the negative values, method="asymptotic". */
  @Test
  void manyTreatmentsAreApproximated() {
    double[][] blocks = new double[6][9];
    for (int i = 0; i < blocks.length; i++) {
      for (int j = 0; j < 9; j++) {
        blocks[i][j] = (7 * i + 5 * j) % 9 - 0.7 * j;
      }
    }
    TrendTest test = TrendTest.falling(blocks);
    assertFalse(test.exact());
    assertEquals(1616.0, test.statistic());
    assertEquals(1.5343967972211052e-07, test.pValue(), 1e-9);
  }

  /** The counted chance and the approximation meet at many blocks. */
  @Test
  void manyBlocksAreApproximated() {
    double[][] fifty = new double[50][3];
    double[][] more = new double[51][3];
    for (double[][] blocks : new double[][][] {fifty, more}) {
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] = i % 3 == 0 ? new double[] {3, 2, 1} : new double[] {2, 1, 3};
      }
    }
    double counted = TrendTest.falling(fifty).pValue();
    assertTrue(TrendTest.falling(fifty).exact() && !TrendTest.falling(more).exact());
    assertEquals(counted, TrendTest.falling(more).pValue(), 0.15 * counted);
  }

  @Test
  void refusesWhatIsNoBlocks() {
    assertEquals("trend test: needs a block or more, of two treatments or more", message());
    assertEquals(
        "trend test: needs a block or more, of two treatments or more", message(new double[1]));
    assertEquals(
        "trend test: blocks are of the same treatments, not of 3 and of 2",
        message(new double[3], new double[2]));
    assertEquals(
        "trend test: NaN has no rank; leave such blocks out",
        message(new double[] {1, Double.NaN}));
  }

  private static String message(double[]... blocks) {
    return assertThrows(IllegalArgumentException.class, () -> TrendTest.falling(blocks))
        .getMessage();
  }
}
