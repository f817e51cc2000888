// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void aBoundBelongsToTheBinAboveAndTheLastToTheLast() {
    Histogram histogram = new Histogram(-1, 1, 4);
    histogram.add(Tensor.of(new double[] {-1, -0.5, -0.51, 0, 0.49, 0.5, 1, -1.01, 1.01, 2}, 10));
    assertArrayEquals(new long[] {2, 1, 2, 2}, histogram.counts());
    assertEquals(1, histogram.below());
    assertEquals(2, histogram.above());
    assertEquals(-1, histogram.bound(0));
    assertEquals(0.5, histogram.bound(3));
    assertEquals(1, histogram.bound(4));
  }

  @Test
  void everyNumberIsInTheBinWhoseBoundsItLiesIn() {
    for (int bins : new int[] {1, 3, 7, 100}) {
      Histogram bounds = new Histogram(-0.3, 0.7, bins);
      for (int bin = 0; bin < bins; bin++) {
        for (double value :
            new double[] {
              bounds.bound(bin), Math.nextDown(bounds.bound(bin + 1)),
            }) {
          Histogram histogram = new Histogram(-0.3, 0.7, bins);
          histogram.add(value);
          long[] expected = new long[bins];
          expected[bin] = 1;
          assertArrayEquals(expected, histogram.counts(), value + " of " + bins + " bins");
        }
      }
    }
  }

  @Test
  void aFirstPassFindsTheRange() {
    double[] values = RandomStream.of(1).next().normals(1000);
    Tensor tensor = Tensor.of(values, 10, 100);
    Histogram histogram = Histogram.spanning(tensor, 20);
    assertEquals(Arrays.stream(values).min().getAsDouble(), histogram.bound(0));
    assertEquals(Arrays.stream(values).max().getAsDouble(), histogram.bound(20));
    assertEquals(1000, Arrays.stream(histogram.counts()).sum());
    assertEquals(0, histogram.below() + histogram.above());
  }

  @Test
  void numbersThatAreAllTheSameHaveARangeAroundThem() {
    for (float value : new float[] {0, -3, 1e30f}) {
      Histogram histogram = Histogram.spanning(Tensor.full(value, 5), 3);
      assertTrue(histogram.bound(0) < value && value < histogram.bound(3));
      assertEquals(5, Arrays.stream(histogram.counts()).sum());
    }
  }

  @Test
  void theCountsAreTheCallersOwn() {
    Histogram histogram = new Histogram(0, 1, 2);
    histogram.counts()[0] = 5;
    assertArrayEquals(new long[2], histogram.counts());
  }

  @Test
  void whatIsNoRangeOrNumberIsRefused() {
    assertEquals(
        "histogram: its range goes up and is finite, not from 1.0 to 1.0",
        message(() -> new Histogram(1, 1, 3)));
    assertEquals(
        "histogram: its range goes up and is finite, not from NaN to 1.0",
        message(() -> new Histogram(Double.NaN, 1, 3)));
    assertEquals(
        "histogram: its range goes up and is finite, not from 0.0 to Infinity",
        message(() -> new Histogram(0, Double.POSITIVE_INFINITY, 3)));
    assertEquals("histogram: 1 to 1000000 bins, not 0", message(() -> new Histogram(0, 1, 0)));
    assertEquals(
        "histogram: a number is needed, not NaN",
        message(() -> new Histogram(0, 1, 1).add(Double.NaN)));
    assertThrows(IllegalArgumentException.class, () -> Histogram.spanning(Tensor.zeros(0), 3));
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
