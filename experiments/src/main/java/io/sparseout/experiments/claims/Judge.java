// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import io.sparseout.experiments.runs.RecordedRun;

/** The test of a claim. */
@FunctionalInterface
interface Judge {
  /**
   * What a complete run of the claim's experiment says to it.
   *
   * @throws MissingException if its results lack what the test needs
   */
  Verdict judge(Claim claim, RecordedRun run);
}
