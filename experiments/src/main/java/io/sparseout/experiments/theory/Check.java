// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import java.util.Locale;

/** What is held against what. */
enum Check {
  /** Expected loss of the linear model against its penalty, over all masks of Sparseout. */
  LINEAR_IDENTITY(1e-12),
  /** The same over all masks of Bridgeout. */
  BRIDGEOUT_IDENTITY(1e-12),
  /** The other models over all masks: what exceeds the penalty, against Taylor's bound of it. */
  SECOND_ORDER(1),
  /** The order in the noise's size of what exceeds the penalty. */
  REMAINDER_ORDER(2.7),
  /** Means of draws in float against the exact expectation. */
  MONTE_CARLO(4.5),
  /** Sparseout at q = 2 against Dropout, bit by bit. */
  DROPOUT_BITS(0);

  private final double limit;

  Check(double limit) {
    this.limit = limit;
  }

  /** The least order of a remainder, with its whole interval; of all others the most that holds. */
  double limit() {
    return limit;
  }

  /** As tables and files call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
