// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.pow;

import java.util.function.DoubleUnaryOperator;

/**
 * A number as a function of the number of steps taken so far: a learning rate, a probability of
 * dropping, a penalty's strength, a share of weights to prune.
 */
@FunctionalInterface
public interface Schedule {
  /** The number at the step after {@code step} others, from 0. */
  double at(long step);

  /** The same learning rate always. */
  static Schedule constant(double rate) {
    requireRate("constant", rate);
    return step -> rate;
  }

  /**
   * From one number to another in a straight line over {@code total} steps, the other one from then
   * on: to + (from - to) (1 - step / total).
   *
   * @param from the number at step 0, any finite one
   * @param to the number from step {@code total} on
   */
  static Schedule linear(double from, double to, long total) {
    return ramp("linear", from, to, total, left -> left);
  }

  /**
   * From one number to another along half a cosine: to + (from - to) (1 + cos(pi step / total)) /
   * 2. Loshchilov and Hutter 2017, eq. 5, without restarts. Numbers and steps are those of {@link
   * #linear}.
   */
  static Schedule cosine(double from, double to, long total) {
    return ramp("cosine", from, to, total, left -> (1 - cos(Math.PI * left)) / 2);
  }

  /**
   * From one number to another, steeply at first and ever more slowly: to + (from - to) (1 - step /
   * total)^3. Zhu and Gupta 2017, eq. 1. Numbers and steps are those of {@link #linear}.
   */
  static Schedule cubic(double from, double to, long total) {
    return ramp("cubic", from, to, total, left -> left * left * left);
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

  /** From one number to another by a function from 1 to 1 and from 0 to 0 of the share left. */
  private static Schedule ramp(
      String name, double from, double to, long total, DoubleUnaryOperator remaining) {
    requireFinite(name, "from", from);
    requireFinite(name, "to", to);
    requireSteps(name, total);
    return step -> {
      if (step <= 0) {
        return from;
      }
      double left = 1 - (double) Math.min(step, total) / total;
      return left == 0 ? to : to + (from - to) * remaining.applyAsDouble(left);
    };
  }

  private static void requireFinite(String name, String end, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": " + end + " is a finite number, not " + value);
    }
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
