// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import java.util.Locale;

/** What a test says of a claim. */
public enum Outcome {
  /** The test speaks for the claim. */
  SUPPORTED,
  /** The test speaks against the claim. */
  NOT_SUPPORTED,
  /** The test does not tell, or there is nothing to test. */
  UNDECIDED;

  /** In words. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
