// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals of any statistic of observations, by the percentiles of its values on
 * resamples: as many observations, drawn from them with replacement (Efron 1979). What belongs to
 * one observation, such as the two values of a pair, stays together; statistics by one bootstrap
 * are of the same resamples.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 2_000;
  private static final double TAIL = 0.025;

  private final int[][] resamples;

  /**
   * A 95 % confidence interval.
   *
   * @param lower its lower end
   * @param upper its upper end
   */
  public record Bounds(double lower, double upper) {}

  /**
   * A bootstrap of 2000 resamples.
   *
   * @param n how many observations there are, 1 or more
   * @param random gives the draws; the same give the same bounds
   * @throws IllegalArgumentException if there are none
   */
  public Bootstrap(int n, RandomStream random) {
    if (n < 1) {
      throw new IllegalArgumentException("bootstrap: needs an observation or more, not " + n);
    }
    resamples = new int[RESAMPLES][];
    for (int i = 0; i < RESAMPLES; i++) {
      resamples[i] = draw(n, random.next());
    }
  }

  /** In double: n times the largest float below 1 may be n in float. */
  private static int[] draw(int n, RandomKey key) {
    float[] uniforms = key.uniforms(n);
    int[] indices = new int[n];
    for (int i = 0; i < n; i++) {
      indices[i] = (int) ((double) uniforms[i] * n);
    }
    return indices;
  }

  /**
   * The interval of a statistic.
   *
   * @param statistic gives its value on the observations of these indices, from 0, some of them
   *     more than once; it must not modify them
   * @throws IllegalArgumentException if a value is NaN
   */
  public Bounds bounds(ToDoubleFunction<int[]> statistic) {
    double[] values = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      values[i] = statistic.applyAsDouble(resamples[i]);
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "bootstrap: the statistic is NaN on a resample; leave it out where it is not defined");
      }
    }
    Arrays.sort(values);
    int tail = (int) (TAIL * RESAMPLES);
    return new Bounds(values[tail], values[RESAMPLES - 1 - tail]);
  }
}
