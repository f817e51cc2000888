// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.random.RandomKey;

/**
 * The multiplicative noise of Sparseout: y = x m with m = 1 + |x|^((q-2)/2) (r/(1-p) - 1) and r ~
 * Bernoulli(1-p). At q = 2 it is m = r/(1-p), Dropout. Where |x| is 0, m is 1. A result that would
 * overflow is the largest finite number of its sign.
 *
 * @param p the probability that an element is dropped, 0 < p < 1
 * @param q the norm, 0 or more
 * @param epsilon what is added to |x| before the power
 * @param exact whether the gradient is the derivative of y by x, or, as published, m
 * @param key which random words: word i decides on element i
 * @param outcome what is known of the decisions beforehand
 */
public record Noise(
    double p, double q, double epsilon, boolean exact, RandomKey key, Outcome outcome) {
  /** What becomes of elements. */
  public enum Outcome {
    /** Each is kept or dropped by its word. */
    RANDOM,
    /** All are kept. */
    KEPT,
    /** All are dropped. */
    DROPPED
  }

  /** Noise that decides on each element by its word. */
  public Noise(double p, double q, double epsilon, boolean exact, RandomKey key) {
    this(p, q, epsilon, exact, key, Outcome.RANDOM);
  }

  /** The same noise where all elements have one outcome. */
  public Noise decided(Outcome all) {
    return new Noise(p, q, epsilon, exact, key, all);
  }

  /** Whether element i is kept: its word, as an unsigned number, is below this one. */
  public long threshold() {
    return switch (outcome) {
      case RANDOM -> Math.round((1 - p) * 0x1p32);
      case KEPT -> 1L << 32;
      case DROPPED -> 0;
    };
  }

  /** What a kept element is multiplied by where q = 2: 1/(1-p). */
  public double keptScale() {
    return 1 / (1 - p);
  }

  /** The exponent of |x|, (q-2)/2. */
  public double exponent() {
    return (q - 2) / 2;
  }
}
