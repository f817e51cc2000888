// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param data the data set
 * @param limit how many images of each set; null for all
 * @param codes what the units of the code compute
 * @param p the probabilities of dropping
 * @param gradients Sparseout's gradients
 * @param seeds how many
 * @param epochs epochs of training
 * @param batch images a step
 */
record Preset(
    DataSource data,
    Integer limit,
    List<String> codes,
    List<Float> p,
    List<String> gradients,
    int seeds,
    int epochs,
    int batch) {
  /** The paper's norms, of all presets. */
  static final List<Float> NORMS = List.of(1f, 1.5f, 2f, 2.5f, 3f);

  private static final List<String> RELU = List.of("relu");
  private static final List<String> BOTH_CODES = List.of("relu", "sigmoid");
  private static final List<String> BOTH_GRADIENTS = List.of("published", "exact");
  private static final List<Float> HALF = List.of(0.5f);

  /** A look at one setting, where no preset is asked for. */
  static final Preset NONE =
      new Preset(DataSource.DIGITS, null, RELU, HALF, List.of("published"), 1, 5, 128);

  /** All of it in less than a minute. */
  static final Preset SMOKE =
      new Preset(DataSource.DIGITS, 2_000, RELU, HALF, BOTH_GRADIENTS, 5, 4, 32);

  /** MNIST with both codes, in some twenty minutes on two cores. */
  static final Preset SMALL =
      new Preset(DataSource.MNIST, null, BOTH_CODES, HALF, BOTH_GRADIENTS, 5, 5, 128);

  /** The same with three p and twice the seeds. */
  static final Preset PAPER =
      new Preset(
          DataSource.MNIST,
          null,
          BOTH_CODES,
          List.of(0.3f, 0.5f, 0.7f),
          BOTH_GRADIENTS,
          10,
          5,
          128);

  /**
   * The preset of a name; null names none.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    if (name == null) {
      return NONE;
    }
    return switch (Require.oneOf("--preset", name, "smoke", "small", "paper")) {
      case "small" -> SMALL;
      case "paper" -> PAPER;
      default -> SMOKE;
    };
  }
}
