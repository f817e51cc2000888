// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import java.util.List;

/**
 * What a run is told to do.
 *
 * @param preset the preset's name
 * @param workloads the name of each step
 * @param regularizers the text of each regularizer
 * @param baseline the text of the one that ratios are to, Dropout
 * @param rounds how many samples are taken of each regularizer of each step
 * @param warmUpSeconds how long each is warmed up at the least
 * @param seed of data, noise, the order in a round, and resamples
 * @param threads how many threads compute: part of what is measured
 * @param kernels the kernels that compute
 * @param leftOut which regularizers of which steps are not measured, and why
 */
record CostConfig(
    String preset,
    List<String> workloads,
    List<String> regularizers,
    String baseline,
    int rounds,
    double warmUpSeconds,
    long seed,
    int threads,
    String kernels,
    List<LeftOut> leftOut) {
  /**
   * Something that is not measured.
   *
   * @param workload the step
   * @param regularizer its regularizer
   * @param why the reason
   */
  record LeftOut(String workload, String regularizer, String why) {}

  /** The regularizers that are measured of a step. */
  List<String> regularizersOf(String workload) {
    return regularizers.stream()
        .filter(
            text ->
                leftOut.stream()
                    .noneMatch(
                        out -> out.workload().equals(workload) && out.regularizer().equals(text)))
        .toList();
  }

  /** The settings that matter to a reader of a plot. */
  String settings() {
    return rounds + " rounds in turns; bars: 95 % bootstrap intervals of medians";
  }
}
