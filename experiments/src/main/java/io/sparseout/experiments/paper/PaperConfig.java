// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import io.sparseout.experiments.claims.Claim;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be run, and how it will be judged: written before anything runs.
 *
 * @param preset the preset's name
 * @param seed the first seed of each experiment
 * @param parts the experiments
 * @param tests the test of each claim
 */
record PaperConfig(String preset, long seed, List<Part> parts, List<NamedTest> tests) {
  /**
   * The test of a claim.
   *
   * @param claim the claim's number
   * @param statement the claim
   * @param test what counts for and against it
   */
  record NamedTest(String claim, String statement, String test) {}

  /** The experiments of a preset, with seeds from a first one on. */
  static PaperConfig of(Preset preset, long seed) {
    return new PaperConfig(
        preset.toString(),
        seed,
        preset.parts(),
        Arrays.stream(Claim.values())
            .map(claim -> new NamedTest(claim.number(), claim.statement(), claim.test()))
            .toList());
  }
}
