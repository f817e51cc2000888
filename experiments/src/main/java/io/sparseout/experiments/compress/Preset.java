// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param data the data set
 * @param model the model's text
 * @param epochs epochs of training
 * @param fineTune epochs after pruning at once
 * @param sparsity shares of weights
 * @param units shares of hidden units
 * @param seconds of measuring each network and batch
 */
record Preset(
    DataSource data,
    String model,
    int epochs,
    int fineTune,
    List<Double> sparsity,
    List<Double> units,
    double seconds) {
  /** Whether everything works, in less than a minute. */
  static final Preset SMOKE =
      new Preset(
          DataSource.DIGITS, "mlp:512,512", 4, 1, List.of(0.5, 0.9, 0.99), List.of(0.5, 0.75), 0.2);

  /** A large perceptron on MNIST, in some ten minutes a seed. */
  static final Preset SMALL =
      new Preset(
          DataSource.MNIST,
          "mlp:1024,1024",
          12,
          4,
          List.of(0.5, 0.8, 0.9, 0.95, 0.99),
          List.of(0.5, 0.75, 0.9),
          1);

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    return Require.oneOf("--preset", name, "smoke", "small").equals("small") ? SMALL : SMOKE;
  }
}
