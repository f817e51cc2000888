// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.options.Require;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the command {@code theory} alone. */
final class TheoryOptions {
  /** So that draws show each element both kept and dropped. */
  private static final float LEAST_P = 0.001f;

  /** Between these, rounding and the range of doubles do not matter. */
  private static final double LEAST_SCALE = 0.01;

  private static final double LARGEST_SCALE = 10;
  private static final float LARGEST_Q = 10;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "smoke",
      description = {
        "What holds where other options say nothing (default: ${DEFAULT-VALUE}). All have q"
            + " 0.5,1,1.37,1.5,2,2.5,3 and 1000000 draws.",
        "smoke: p 0.2,0.5, scales 0.3,1, features 8,40, in seconds.",
        "small: p 0.1,0.2,0.5,0.8, scales 0.1,0.3,1, features 10,200, in minutes.",
        "paper: p 0.1,0.2,0.3,0.5,0.7,0.8, scales 0.1,0.3,1, features 4,12,200."
      })
  private String preset;

  @Option(
      names = "--q",
      paramLabel = "Q",
      split = ",",
      description = "Norms, each from 0 to 10 (default: the preset's).")
  private List<Float> q;

  @Option(
      names = "--p",
      paramLabel = "P",
      split = ",",
      description = "Probabilities of dropping, each from 0.001 to 0.999 (default: the preset's).")
  private List<Float> p;

  @Option(
      names = "--scales",
      paramLabel = "S",
      split = ",",
      description = "Euclidean norms of the weights, each from 0.01 to 10 (default: the preset's).")
  private List<Double> scales;

  @Option(
      names = "--features",
      paramLabel = "N",
      split = ",",
      description =
          "Numbers of features, 1 to 10000. All masks are enumerated up to 14 features, which one"
              + " number at the least must have; draws are taken with all (default: the preset's).")
  private List<Integer> features;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "" + Preset.DRAWS,
      description =
          "Draws of each Monte Carlo case, 1000 to 1000000000 (default: ${DEFAULT-VALUE}).")
  private int draws;

  /**
   * All values, checked.
   *
   * @throws IllegalArgumentException if one is out of its range, with name, range and value
   */
  TheoryConfig config(long seed) {
    Preset otherwise = Preset.of(preset);
    List<Integer> numbers =
        Require.distinct("--features", features == null ? otherwise.features() : features);
    numbers.forEach(number -> Require.inRange("--features", number, 1, 10_000));
    TheoryConfig config =
        new TheoryConfig(
            preset,
            Require.distinct("--q", q == null ? Preset.NORMS : q),
            Require.distinct("--p", p == null ? otherwise.p() : p),
            Require.distinct("--scales", scales == null ? otherwise.scales() : scales),
            numbers,
            Require.inRange("--draws", draws, 1_000, 1_000_000_000),
            seed);
    config.q().forEach(norm -> requireBetween("--q", norm, 0, LARGEST_Q));
    config.p().forEach(chance -> requireBetween("--p", chance, LEAST_P, 1 - LEAST_P));
    config.scales().forEach(s -> requireBetween("--scales", s, LEAST_SCALE, LARGEST_SCALE));
    if (config.few().isEmpty()) {
      throw new IllegalArgumentException(
          "--features: one number at the least up to "
              + Enumeration.MOST
              + ", whose masks can be enumerated, not only "
              + numbers);
    }
    return config;
  }

  private static void requireBetween(String option, double value, double from, double to) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          option + ": from " + (float) from + " to " + (float) to + ", not " + (float) value);
    }
  }
}
