// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static java.lang.StrictMath.pow;

import io.sparseout.core.optim.Schedule;

/** Learning rates by epoch. */
final class Rates {
  private Rates() {}

  /**
   * A rate that is multiplied by a factor after each epoch from a given one on: {@code rate
   * factor^max(0, epoch - after)}, epochs counted from 1. As in Zaremba et al. 2014, section 4.1.
   *
   * @param after how many epochs have the first rate
   * @param stepsPerEpoch how long an epoch is
   */
  static Schedule decayingAfter(double rate, double factor, int after, long stepsPerEpoch) {
    return step -> {
      long epoch = step / stepsPerEpoch + 1;
      return rate * pow(factor, (double) Math.max(0, epoch - after));
    };
  }
}
