// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open. Those of PTB are of Zaremba
 * et al. 2014, section 4.1, whose loss is a sum over the steps of time: as this one is their mean,
 * the learning rate is theirs times bptt, the gradients' largest norm theirs by it. The small one
 * has rate and norm for their 20 steps, and goes back 35 as the others do.
 *
 * @param data the text
 * @param limit how many tokens of each part; null for all
 * @param model the model's text
 * @param q the norms
 * @param p the probabilities of dropping
 * @param seeds how many
 * @param epochs epochs of training
 * @param bptt steps of time that back-propagation goes back
 * @param batch stretches of text that are read side by side
 * @param learningRate the first learning rate
 * @param decay what the rate is multiplied by after each epoch
 * @param decayAfter from which epoch on
 * @param clip the gradients' largest norm
 * @param initRange weights start uniform within this; null for each layer's own way
 */
record Preset(
    String data,
    Integer limit,
    String model,
    List<Float> q,
    List<Float> p,
    int seeds,
    int epochs,
    int bptt,
    int batch,
    double learningRate,
    double decay,
    int decayAfter,
    double clip,
    Double initRange) {
  /** The paper's norms. */
  private static final List<Float> NORMS = List.of(1f, 1.5f, 2f, 2.5f, 3f);

  private static final int BATCH = 20;

  /** A look at everything in about a minute, where no preset is asked for. */
  static final Preset NONE =
      new Preset(
          "sentences",
          100_000,
          "lstm:64x1",
          List.of(1f, 2f, 3f),
          List.of(0.1f, 0.3f),
          3,
          5,
          35,
          BATCH,
          10,
          0.5,
          3,
          0.25,
          null);

  /** Whether everything works, in half a minute; too little to learn much. */
  static final Preset SMOKE =
      new Preset(
          "sentences",
          10_000,
          "lstm:32x2",
          List.of(1f, 2f),
          List.of(0.1f, 0.3f),
          2,
          2,
          35,
          BATCH,
          10,
          0.5,
          2,
          0.25,
          null);

  /** Zaremba's network without noise, 200 units; here with some. */
  static final Preset SMALL =
      new Preset(
          "ptb",
          null,
          "lstm:200x2",
          NORMS,
          List.of(0.1f, 0.2f, 0.3f),
          3,
          13,
          35,
          BATCH,
          20,
          0.5,
          4,
          0.25,
          0.1);

  /** Zaremba's medium network, 650 units. */
  static final Preset MEDIUM =
      new Preset(
          "ptb",
          null,
          "lstm:650x2",
          NORMS,
          List.of(0.2f, 0.35f, 0.5f),
          3,
          39,
          35,
          BATCH,
          35,
          1 / 1.2,
          6,
          5 / 35.0,
          0.05);

  /** Zaremba's large network, 1500 units. */
  static final Preset LARGE =
      new Preset(
          "ptb",
          null,
          "lstm:1500x2",
          NORMS,
          List.of(0.35f, 0.5f, 0.65f),
          3,
          55,
          35,
          BATCH,
          35,
          1 / 1.15,
          14,
          10 / 35.0,
          0.04);

  /**
   * The preset of a name; null names none.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset of(String name) {
    if (name == null) {
      return NONE;
    }
    return switch (Require.oneOf("--preset", name, "smoke", "small", "medium", "large")) {
      case "small" -> SMALL;
      case "medium" -> MEDIUM;
      case "large" -> LARGE;
      default -> SMOKE;
    };
  }
}
