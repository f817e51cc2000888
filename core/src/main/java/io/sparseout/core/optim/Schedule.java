// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.pow;

/** A learning rate as a function of the number of steps taken so far. */
@FunctionalInterface
public interface Schedule {
  /** The learning rate of the step after {@code step} others, from 0. */
  double at(long step);

  /** The same rate always. */
  static Schedule constant(double rate) {
    requireRate("constant", rate);
    return step -> rate;
  }

  /** The rate times {@code factor} to the number of whole periods of {@code every} steps so far. */
  static Schedule step(double rate, long every, double factor) {
    requireRate("step", rate);
    requireSteps("step", every);
    return step -> {
      long periods = step / every;
      return rate * pow(factor, (double) periods);
    };
  }

  /**
   * From the rate to 0 along half a cosine over {@code total} steps, 0 after them: rate (1 + cos(pi
   * step / total)) / 2. Loshchilov and Hutter 2017, eq. 5, without restarts.
   */
  static Schedule cosine(double rate, long total) {
    requireRate("cosine", rate);
    requireSteps("cosine", total);
    return step -> rate * (1 + cos(Math.PI * Math.min(step, total) / total)) / 2;
  }

  /**
   * This schedule after a linear rise: step s of the first {@code steps} has (s + 1) / steps of
   * this schedule's first rate; this schedule begins when they are over.
   */
  default Schedule warmUp(long steps) {
    requireSteps("warmUp", steps);
    return step -> step < steps ? at(0) * (step + 1) / steps : at(step - steps);
  }

  private static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": a learning rate is 0 or more and finite, not " + rate);
    }
  }

  private static void requireSteps(String name, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(name + ": a number of steps is 1 or more, not " + steps);
    }
  }
}
