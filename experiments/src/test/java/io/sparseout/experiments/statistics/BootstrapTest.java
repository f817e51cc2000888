// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {
  private final RandomStream random = RandomStream.of(5);

  /**
   * A resample's median is at most the k-th of n = 2m - 1 values with the chance that m or more of
   * n draws are among the first k, a binomial's (Efron 1979, section 3): the bounds are the first k
   * that pass 2.5 and 97.5 %, both well clear of them here.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 1, 3", "5, 1, 5", "13, 4, 10", "101, 41, 61"})
  void boundsOfTheMedianAreThoseOfTheExactDistribution(int n, int lower, int upper) {
    assertEquals(lower, quantile(n, 0.025), "by the binomial");
    assertEquals(upper, quantile(n, 0.975), "by the binomial");
    double[] values = new double[n];
    Arrays.setAll(values, i -> i + 1);
    Bootstrap.Bounds bounds =
        new Bootstrap(n, random).bounds(indices -> Median.of(values, indices));
    int tolerance = n > 50 ? 1 : 0;
    assertEquals(lower, bounds.lower(), tolerance);
    assertEquals(upper, bounds.upper(), tolerance);
  }

  private static int quantile(int n, double share) {
    int k = 1;
    while (atMost(k, n) < share) {
      k++;
    }
    return k;
  }

  private static double atMost(int k, int n) {
    double sum = 0;
    for (int hits = n / 2 + 1; hits <= n; hits++) {
      double chance = 1;
      for (int i = 0; i < hits; i++) {
        chance *= (double) (n - i) / (i + 1) * k / n;
      }
      sum += chance * Math.pow(1 - (double) k / n, n - hits);
    }
    return sum;
  }

  /** 1.96 standard errors about the mean, of many values. */
  @Test
  void boundsOfTheMeanAreTheNormalOnes() {
    int n = 400;
    double[] values = random.next().normals(n);
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / n;
    double halfWidth = 1.96 * Math.sqrt(square / n);
    Bootstrap.Bounds bounds =
        new Bootstrap(n, random)
            .bounds(indices -> Arrays.stream(indices).mapToDouble(i -> values[i]).sum() / n);
    assertEquals(mean - halfWidth, bounds.lower(), 0.1 * halfWidth);
    assertEquals(mean + halfWidth, bounds.upper(), 0.1 * halfWidth);
  }

  /** The ratio of pairs that have one ratio is that, however much the pairs differ. */
  @Test
  void pairsStayTogether() {
    double[] values = {1, 50, 3, 1000, 7};
    Bootstrap.Bounds bounds =
        new Bootstrap(5, random)
            .bounds(
                indices ->
                    Median.of(values, Arrays.stream(indices).map(i -> i).toArray())
                        / Median.of(Arrays.stream(values).map(x -> 2 * x).toArray(), indices));
    assertEquals(new Bootstrap.Bounds(0.5, 0.5), bounds);
  }

  @Test
  void theSameDrawsGiveTheSameBounds() {
    double[] values = random.next().normals(50);
    assertEquals(bounds(values, 1), bounds(values, 1));
    assertNotEquals(bounds(values, 1), bounds(values, 2));
  }

  private static Bootstrap.Bounds bounds(double[] values, long seed) {
    return new Bootstrap(values.length, RandomStream.of(seed))
        .bounds(indices -> Arrays.stream(indices).mapToDouble(i -> values[i]).sum());
  }

  @Test
  void whatHasNoIntervalIsRefused() {
    String none =
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(0, random)).getMessage();
    assertEquals("bootstrap: needs an observation or more, not 0", none);
    Bootstrap bootstrap = new Bootstrap(2, random);
    String nan =
        assertThrows(IllegalArgumentException.class, () -> bootstrap.bounds(indices -> Double.NaN))
            .getMessage();
    assertTrue(nan.contains("NaN on a resample"), nan);
  }
}
