// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param data the data set
 * @param limit how many images of each set; null for all
 * @param validation the share of training images held out
 * @param model the model's text
 * @param q the norms
 * @param p the probabilities of dropping
 * @param seeds how many
 * @param epochs epochs of training
 * @param batch images a step
 * @param learningRate the first learning rate
 */
record Preset(
    DataSource data,
    Integer limit,
    double validation,
    String model,
    List<Float> q,
    List<Float> p,
    int seeds,
    int epochs,
    int batch,
    double learningRate) {
  /** The paper's norms. */
  private static final List<Float> NORMS = List.of(1f, 1.5f, 2f, 2.5f, 3f);

  /** The wide residual network's. */
  private static final int BATCH = 128;

  /** The wide residual network's; it takes many steps. */
  private static final double RATE = 0.1;

  /** A look at everything in a minute or two, where no preset is asked for. */
  static final Preset NONE =
      new Preset(
          DataSource.SHAPES,
          1_200,
          0.2,
          "wrn-10-1",
          List.of(1f, 2f, 3f),
          List.of(0.1f, 0.3f),
          2,
          4,
          32,
          0.05);

  /** Whether everything works, in less than a minute; too little to learn much. */
  static final Preset SMOKE =
      new Preset(
          DataSource.SHAPES,
          400,
          0.2,
          "wrn-10-1",
          List.of(1f, 2f),
          List.of(0.1f, 0.3f),
          2,
          2,
          32,
          0.05);

  /** A comparison on a part of CIFAR-10, in less than half an hour. */
  static final Preset SMALL =
      new Preset(
          DataSource.CIFAR10,
          10_000,
          0.2,
          "wrn-10-1",
          NORMS,
          List.of(0.03f, 0.1f, 0.3f),
          3,
          10,
          BATCH,
          RATE);

  /** The wide residual network as it was published, on all of CIFAR-10. */
  static final Preset PAPER =
      new Preset(
          DataSource.CIFAR10,
          null,
          0.1,
          "wrn-28-10",
          NORMS,
          List.of(0.1f, 0.3f, 0.5f),
          5,
          200,
          BATCH,
          RATE);

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
