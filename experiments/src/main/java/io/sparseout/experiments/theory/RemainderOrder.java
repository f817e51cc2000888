// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.statistics.LineFit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How a remainder falls with the noise: its order n in |remainder| ~ noise^n.
 *
 * @param noises standard deviations of the noise on the predictor, falling
 * @param remainders the size of the remainder at each
 * @param slope n, by least squares on logarithms
 * @param lower the lower end of its 95 % interval
 * @param upper the upper end
 */
record RemainderOrder(
    List<Double> noises, List<Double> remainders, double slope, double lower, double upper) {
  /**
   * The order of remainders.
   *
   * @throws IllegalArgumentException if one is 0, which has no order
   */
  static RemainderOrder of(double[] noises, double[] remainders) {
    LineFit fit = LineFit.order(noises, remainders);
    return new RemainderOrder(
        list(noises), list(remainders), fit.slope(), fit.lower(), fit.upper());
  }

  /** Whether the whole interval is at the limit or above it. */
  boolean isAtLeast(double limit) {
    return lower >= limit;
  }

  /** Whether the whole interval is below the limit, or is no number. */
  boolean isBelow(double limit) {
    return !(upper >= limit);
  }

  /** From the worst: orders below the limit, those on both sides of it, those at it or above. */
  static Comparator<RemainderOrder> byWorst(double limit) {
    return Comparator.comparing((RemainderOrder order) -> !Double.isNaN(order.slope))
        .thenComparing(order -> !order.isBelow(limit))
        .thenComparing(order -> order.isAtLeast(limit))
        .thenComparingDouble(RemainderOrder::slope);
  }

  private static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
