// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

/**
 * How fast the machine was seen to be.
 *
 * @param flops floating-point operations a second, an fma counted as two
 * @param bytes bytes a second, read and written
 */
record Limits(double flops, double bytes) {
  /**
   * How near a step came to the limit that binds it.
   *
   * @param limit {@code fma} or {@code memory}, whichever alone would take the step longer
   * @param share the time that it takes at that limit, as a part of the step's time
   */
  record Share(String limit, double share) {}

  /** The share of a step that costs so much and took so many seconds. */
  Share share(Cost cost, double stepSeconds) {
    double computing = cost.flops() / flops;
    double moving = cost.bytes() / bytes;
    return computing >= moving
        ? new Share("fma", computing / stepSeconds)
        : new Share("memory", moving / stepSeconds);
  }

  /** The better of each. */
  Limits best(Limits other) {
    return new Limits(Math.max(flops, other.flops), Math.max(bytes, other.bytes));
  }
}
