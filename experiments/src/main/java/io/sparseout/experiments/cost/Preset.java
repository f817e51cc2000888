// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.options.Require;
import java.util.List;

/**
 * Settings that belong together, for what the command line leaves open.
 *
 * @param networks the whole steps
 * @param widths of the steps of one Linear
 * @param sparseout the norms of Sparseout
 * @param bridgeout the norms of Bridgeout
 * @param examples whether Bridgeout has a mask for each example too
 * @param rounds samples of each
 * @param warmUpSeconds how long each is warmed up at the least
 */
record Preset(
    List<String> networks,
    List<Integer> widths,
    List<String> sparseout,
    List<String> bridgeout,
    boolean examples,
    int rounds,
    double warmUpSeconds) {
  private static final List<String> NORMS = List.of("1", "1.37", "1.5", "2", "2.5", "3");

  /** Whether everything works, and a first look, in less than a minute. */
  private static final Preset SMOKE =
      new Preset(
          List.of("mlp", "lenet5", "lstm"),
          List.of(256),
          List.of("1", "1.37", "1.5"),
          List.of("1.5"),
          false,
          21,
          0.25);

  private static final Preset SMALL =
      new Preset(
          List.of("mlp", "lenet5", "lstm"),
          List.of(256, 512, 1024),
          NORMS,
          List.of("1", "1.37", "1.5"),
          true,
          201,
          2);

  private static final Preset PAPER =
      new Preset(
          List.of("mlp", "autoencoder", "lenet5", "wrn-10-2", "lstm", "lstm-650"),
          List.of(256, 512, 1024, 2048, 4096),
          NORMS,
          List.of("1", "1.37", "1.5"),
          true,
          101,
          2);

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
