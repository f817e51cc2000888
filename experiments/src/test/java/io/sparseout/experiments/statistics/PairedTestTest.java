// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PairedTestTest {
  /**
   * Student's own data of 1908, hours of sleep gained by two drugs. R: t.test(extra ~ group, data =
   * sleep, paired = TRUE) gives t = -4.0621, df = 9, p-value = 0.002833, an interval from
   * -2.4598858 to -0.7001142, and a mean of -1.58.
   */
  @Test
  void isAsInR() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    PairedTest test = PairedTest.of(first, second);
    assertEquals(10, test.pairs());
    assertEquals(-1.58, test.difference().mean(), 1e-12);
    assertEquals((2.4598858 - 0.7001142) / 2, test.difference().halfWidth(), 1e-7);
    assertEquals(0.002833, test.pValue(), 5e-7);
  }

  /**
   * With one degree of freedom t is Cauchy's: p = 1 - 2 atan(t) / pi; differences 1 and 3, t = 2.
   */
  @Test
  void ofTwoPairsIsAsByHand() {
    PairedTest test = PairedTest.of(new double[] {2, 5}, new double[] {1, 2});
    assertEquals(1 - 2 * Math.atan(2) / Math.PI, test.pValue(), 1e-9);
  }

  @Test
  void saysNothingOfOnePairOrOfEqualDifferences() {
    PairedTest one = PairedTest.of(new double[] {3}, new double[] {1});
    assertEquals(2, one.difference().mean());
    assertTrue(Double.isNaN(one.difference().halfWidth()) && Double.isNaN(one.pValue()));
    assertTrue(
        Double.isNaN(PairedTest.of(new double[] {3, 4, 5}, new double[] {1, 2, 3}).pValue()));
  }

  @Test
  void refusesValuesThatAreNoPairs() {
    assertEquals(
        "paired test: needs as many treated as control values and one or more, not 2 and 1",
        assertThrows(
                IllegalArgumentException.class, () -> PairedTest.of(new double[2], new double[1]))
            .getMessage());
  }
}
