// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunException;

/**
 * One setting of a check.
 *
 * @param check the check
 * @param model the model
 * @param noise the regularizer
 * @param scale the Euclidean norm of w
 * @param features how many
 * @param seed of x, w and all draws
 */
record Case(Check check, Glm model, Noise noise, double scale, int features, long seed) {
  /** What tells it from all others; fit to be a file's name. */
  String name() {
    return check.label()
        + "-"
        + model.label()
        + "-"
        + noise.regularizer().replace(':', '-').replace(",masks=example", ",example")
        + ",scale="
        + RegularizerChoice.number((float) scale)
        + ",features="
        + features;
  }

  /** Randomness that no other case has. */
  RandomStream random() {
    return RandomStream.of(seed).stream("theory").stream(name());
  }

  /** Features and weights, which other cases of the same scale share. */
  Problem problem() {
    return Problem.random(seed, features, scale);
  }

  /**
   * Refuses expectations beyond the range of a double.
   *
   * @throws RunException if a number is infinite or NaN
   */
  void requireFinite(double... expectations) {
    for (double expectation : expectations) {
      if (!Double.isFinite(expectation)) {
        throw new RunException(
            "the expected loss is " + expectation + "; take smaller --scales, or p further from 1");
      }
    }
  }
}
