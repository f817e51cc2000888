// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.statistics.CompensatedSum;
import java.util.function.DoubleUnaryOperator;

/**
 * What noise adds to a predictor, over all masks of d elements: 2^d numbers, each with the
 * probability (1-p)^kept p^dropped of its mask.
 */
final class Enumeration {
  /** The most elements whose masks are enumerated. */
  static final int MOST = 14;

  private final double[] additions;
  private final double[] chances;

  /** Enumerates the masks of the noise on a problem. */
  Enumeration(Noise noise, Problem problem, RandomStream random) {
    double[] factor = noise.factor(problem);
    Outcomes outcomes = Outcomes.of(noise, random, noise.noisy(problem));
    double p = noise.p();
    additions = new double[1 << factor.length];
    chances = new double[1 << factor.length];
    chances[0] = 1;
    for (int j = 0; j < factor.length; j++) {
      int half = 1 << j; // masks of the elements before j; bit j says that j is dropped
      for (int mask = 0; mask < half; mask++) {
        additions[mask | half] = additions[mask] + factor[j] * outcomes.gainDropped(j);
        chances[mask | half] = chances[mask] * p;
        additions[mask] += factor[j] * outcomes.gainKept(j);
        chances[mask] *= 1 - p;
      }
    }
  }

  /**
   * What the noise, with the other vector multiplied by a factor, adds to the expected loss of a
   * model with predictor t.
   */
  double increase(Glm model, double t, double factor) {
    return mean(d -> model.increase(t, factor * d));
  }

  /** Taylor's bound of what of that is beyond the second order, E[max |A'''| |d|^3] / 6. */
  double bound(Glm model, double t, double factor) {
    return mean(d -> model.steepest(t, factor * d) * cube(Math.abs(factor * d))) / 6;
  }

  /** The expectation of a function of the addition. */
  private double mean(DoubleUnaryOperator function) {
    CompensatedSum sum = new CompensatedSum();
    for (int mask = 0; mask < chances.length; mask++) {
      sum.add(chances[mask] * function.applyAsDouble(additions[mask]));
    }
    return sum.value();
  }

  private static double cube(double d) {
    return d * d * d;
  }
}
