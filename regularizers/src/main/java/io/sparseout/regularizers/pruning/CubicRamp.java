// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

/**
 * How sparsity grows during training: s_t = s_f + (s_i - s_f) (1 - (t - t_0) / (n dt))^3 at the
 * steps t_0, t_0 + dt, ..., t_0 + n dt. Zhu and Gupta 2017, eq. 1: fast while there is much to
 * spare, slow towards the end.
 *
 * @param initial s_i, the share that is pruned at first, from 0 to less than 1
 * @param target s_f, the share at the end, from initial to less than 1
 * @param begin t_0, the optimizer's step at which pruning begins, 0 or more
 * @param end t_0 + n dt, the step at which the target is reached, more than begin
 * @param every dt, steps from one time to the next, 1 or more; a divisor of end - begin
 */
public record CubicRamp(double initial, double target, long begin, long end, long every) {
  /** Checks the numbers. */
  public CubicRamp {
    require(initial >= 0 && initial < 1, "initial is from 0 to less than 1", initial);
    require(
        target >= initial && target < 1, "target is from " + initial + " to less than 1", target);
    require(begin >= 0, "begin is 0 or more", begin);
    require(end > begin, "end is more than begin, " + begin, end);
    require(
        every >= 1 && (end - begin) % every == 0,
        "every is a divisor of end - begin, " + (end - begin),
        every);
  }

  /** From nothing to the target. */
  public CubicRamp(double target, long begin, long end, long every) {
    this(0, target, begin, end, every);
  }

  /** Whether the share grows at a step. */
  public boolean isDue(long step) {
    return step >= begin && step <= end && (step - begin) % every == 0;
  }

  /** The share at a step: 0 before the first, the target from the last on. */
  public double at(long step) {
    if (step < begin) {
      return 0;
    }
    if (step >= end) {
      return target; // without a rounding
    }
    double rest = 1 - (double) (step - begin) / (end - begin);
    return target + (initial - target) * rest * rest * rest;
  }

  private static void require(boolean valid, String range, Number value) {
    if (!valid) {
      throw new IllegalArgumentException("cubicRamp: " + range + ", not " + value);
    }
  }
}
