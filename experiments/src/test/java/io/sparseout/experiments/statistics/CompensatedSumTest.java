// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CompensatedSumTest {
  @Test
  void keepsWhatAdditionsLose() {
    CompensatedSum sum = new CompensatedSum();
    assertEquals(0, sum.value());
    for (double number : new double[] {1, 1e100, 1, -1e100}) {
      sum.add(number);
    }
    assertEquals(2, sum.value(), "a plain sum is 0");
  }

  @Test
  void whatIsInfiniteOrNoNumberStaysSo() {
    CompensatedSum sum = new CompensatedSum();
    sum.add(1);
    sum.add(Double.POSITIVE_INFINITY);
    sum.add(2);
    assertEquals(Double.POSITIVE_INFINITY, sum.value());
    sum.add(Double.NaN);
    assertEquals(Double.NaN, sum.value());
  }

  @Test
  void manyTenthsAreTheirProduct() {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(0.1);
    }
    assertEquals(100_000, sum.value(), 1e-10, "a plain sum is off by 1e-6");
  }
}
