// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import java.util.List;

/**
 * What a run is told to do.
 *
 * @param preset the preset's name
 * @param q the norms
 * @param p the probabilities of dropping
 * @param scales Euclidean norms of the weights
 * @param features numbers of features; over all masks up to {@link Enumeration#MOST}
 * @param draws draws of each Monte Carlo case, and of each comparison with Dropout
 * @param seed of features, weights and draws
 */
record TheoryConfig(
    String preset,
    List<Float> q,
    List<Float> p,
    List<Double> scales,
    List<Integer> features,
    int draws,
    long seed) {
  /** The numbers of features whose masks are enumerated. */
  List<Integer> few() {
    return features.stream().filter(d -> d <= Enumeration.MOST).toList();
  }

  /** The largest scale. */
  double largestScale() {
    return scales.stream().mapToDouble(scale -> scale).max().orElseThrow();
  }

  /** The settings that matter to a reader of a plot. */
  String settings() {
    return "q "
        + text(q)
        + "; p "
        + text(p)
        + "; |w| "
        + text(scales)
        + "; "
        + text(features)
        + " features";
  }

  private static String text(List<?> values) {
    return String.join(
        ", ", values.stream().map(value -> value.toString().replaceAll("\\.0$", "")).toList());
  }
}
