// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void isTheMiddleOrTheMeanOfTwo() {
    assertEquals(7, Median.of(new double[] {7}));
    assertEquals(3, Median.of(new double[] {9, 1, 3}));
    assertEquals(2.5, Median.of(new double[] {9, 1, 3, 2}));
  }

  @Test
  void valuesCountAsOftenAsTheirIndexAndKeepTheirOrder() {
    double[] values = {9, 1, 3};
    assertEquals(9, Median.of(values, new int[] {0, 0, 1}));
    assertEquals(6, Median.of(values, new int[] {0, 2}));
    assertArrayEquals(new double[] {9, 1, 3}, values);
  }
}
