// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Require;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param data the data set
 * @param limit how many images of each set; null for all
 * @param model the model's text
 * @param seeds how many
 * @param epochs epochs of training
 */
record Preset(DataSource data, Integer limit, String model, int seeds, int epochs) {
  /** Whether everything works, and a first look, in about a minute. */
  static final Preset SMOKE = new Preset(DataSource.DIGITS, 4_000, "mlp:128,128", 3, 10);

  /** A third of MNIST's training images and all of its test images, in some five minutes. */
  static final Preset SMALL = new Preset(DataSource.MNIST, 20_000, "mlp:256,256", 5, 10);

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    return Require.oneOf("--preset", name, "smoke", "small").equals("small") ? SMALL : SMOKE;
  }
}
