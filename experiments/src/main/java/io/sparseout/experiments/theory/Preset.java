// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param p the probabilities of dropping
 * @param scales Euclidean norms of the weights
 * @param features numbers of features
 */
record Preset(List<Float> p, List<Double> scales, List<Integer> features) {
  /**
   * Those of the paper's experiments and beyond, and one that no kernel has a formula of its own
   * for.
   */
  static final List<Float> NORMS = List.of(0.5f, 1f, 1.37f, 1.5f, 2f, 2.5f, 3f);

  /** Draws of a Monte Carlo case. */
  static final int DRAWS = 1_000_000;

  /** All checks in seconds. */
  static final Preset SMOKE = new Preset(List.of(0.2f, 0.5f), List.of(0.3, 1.0), List.of(8, 40));

  /** More of each, in a minute or two. */
  static final Preset SMALL =
      new Preset(List.of(0.1f, 0.2f, 0.5f, 0.8f), List.of(0.1, 0.3, 1.0), List.of(10, 200));

  /** As much as is of use. */
  static final Preset PAPER =
      new Preset(
          List.of(0.1f, 0.2f, 0.3f, 0.5f, 0.7f, 0.8f), List.of(0.1, 0.3, 1.0), List.of(4, 12, 200));

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    return switch (Require.oneOf("--preset", name, "smoke", "small", "paper")) {
      case "small" -> SMALL;
      case "paper" -> PAPER;
      default -> SMOKE;
    };
  }
}
