// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** The quantile of t with 2 degrees of freedom is 4.302653 (Student's table). */
  @Test
  void isStudentsInterval() {
    Interval interval = Interval.of(List.of(1.0, 2.0, 6.0), x -> x);
    assertEquals(3, interval.mean(), 1e-12);
    assertEquals(4.302653 * Math.sqrt(7) / Math.sqrt(3), interval.halfWidth(), 1e-5);
    assertEquals("3.00 +- 6.57", interval.text(2));
  }

  @Test
  void aSingleValueHasNone() {
    Interval interval = Interval.of(List.of(0.25), x -> x);
    assertTrue(Double.isNaN(interval.halfWidth()));
    assertEquals("0.250", interval.text(3));
  }
}
