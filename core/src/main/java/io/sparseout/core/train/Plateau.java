// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.SavedText;
import java.util.Map;

/** Tells when a loss has not fallen for some epochs. */
final class Plateau {
  private static final String BEST = "best";
  private static final String WAITED = "waited";

  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private long waited;

  /**
   * Nothing seen yet.
   *
   * @param name whose patience it is
   * @param patience how many epochs without a new lowest loss are borne, 1 or more
   */
  Plateau(String name, int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException(name + ": patience is 1 or more, not " + patience);
    }
    this.patience = patience;
  }

  /** Takes an epoch's loss; whether patience is at its end. */
  boolean reachedBy(double loss) {
    if (loss < best) {
      best = loss;
      waited = 0;
      return false;
    }
    waited++;
    return waited >= patience;
  }

  /** Begins to wait anew. */
  void waitAgain() {
    waited = 0;
  }

  /** How many epochs have gone by since the lowest loss, or since waiting began anew. */
  long waited() {
    return waited;
  }

  /** The lowest loss so far. */
  double best() {
    return best;
  }

  Map<String, String> memory() {
    return Map.of(BEST, Double.toString(best), WAITED, Long.toString(waited));
  }

  void recall(Map<String, String> memory) {
    double savedBest = SavedText.number(memory, BEST);
    waited = SavedText.count(memory, WAITED);
    best = savedBest;
  }
}
