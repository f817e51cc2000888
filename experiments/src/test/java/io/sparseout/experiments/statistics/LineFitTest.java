// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFitTest {
  /** The points 1, 2, 3, 4 and 2, 1, 4, 5, by hand: slope 1.2, residuals' squares 2.8. */
  @Test
  void slopeAndIntervalAreThoseOfTheTextbook() {
    LineFit fit = LineFit.of(new double[] {1, 2, 3, 4}, new double[] {2, 1, 4, 5});
    assertEquals(1.2, fit.slope(), 1e-15);
    double halfWidth = 4.302652729911275 * Math.sqrt(2.8 / 2 / 5); // t of 2 degrees, 97.5 %
    assertEquals(1.2 - halfWidth, fit.lower(), 1e-8);
    assertEquals(1.2 + halfWidth, fit.upper(), 1e-8);
  }

  @Test
  void theOrderOfAPowerIsItsExponent() {
    double[] x = {0.1, 0.2, 0.7, 3};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 7 * Math.pow(x[i], 2.5);
    }
    LineFit fit = LineFit.order(x, y);
    assertEquals(2.5, fit.slope(), 1e-14);
    assertEquals(2.5, fit.lower(), 1e-13);
    assertEquals(2.5, fit.upper(), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatHasNoOrderIsRefused(double value) {
    double[] good = {1, 2, 3};
    double[] bad = {1, value, 3};
    for (Runnable fit :
        new Runnable[] {() -> LineFit.order(good, bad), () -> LineFit.order(bad, good)}) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, fit::run);
      assertTrue(e.getMessage().contains("not " + value), e.getMessage());
    }
  }

  @Test
  void tooFewOrEqualPointsAreRefused() {
    double[] two = {1, 2};
    double[] three = {1, 2, 3};
    double[] equal = {2, 2, 2};
    assertThrows(IllegalArgumentException.class, () -> LineFit.of(two, two));
    assertThrows(IllegalArgumentException.class, () -> LineFit.of(three, two));
    assertThrows(IllegalArgumentException.class, () -> LineFit.of(equal, three));
    double[] nan = {1, Double.NaN, 3};
    assertThrows(IllegalArgumentException.class, () -> LineFit.of(nan, three));
  }
}
