// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.statistics.Bootstrap;
import io.sparseout.experiments.statistics.Median;

/**
 * What a training step costs with one regularizer. Intervals are of 95 %, by the bootstrap over
 * rounds.
 *
 * @param trial the step's and the regularizer's name
 * @param workload the step
 * @param wholeStep whether it is the step of a network with its optimizer
 * @param regularizer its text
 * @param p the probability of dropping; null where there is none
 * @param q the norm; null where there is none
 * @param seed of data, noise and resamples
 * @param samples how many times were taken
 * @param medianMillis the median time of a step, in milliseconds
 * @param lowerMillis the lower end of its interval
 * @param upperMillis the upper end
 * @param ratioToDropout the median by Dropout's, which was timed in turns; null for Dropout
 * @param ratioLower the lower end of its interval, by rounds in pairs; null for Dropout
 * @param ratioUpper the upper end; null for Dropout
 * @param allocatedBytes the median of what a step allocates
 * @param heapBytes what the heap keeps of it when it is warm: data, parameters, gradients, the
 *     optimizer's state, and the arrays of a step's intermediates
 */
record CostRow(
    String trial,
    String workload,
    boolean wholeStep,
    String regularizer,
    Float p,
    Float q,
    long seed,
    int samples,
    double medianMillis,
    double lowerMillis,
    double upperMillis,
    Double ratioToDropout,
    Double ratioLower,
    Double ratioUpper,
    long allocatedBytes,
    long heapBytes) {
  /**
   * The row of a regularizer.
   *
   * @param millis the time of a step in each round. Not modified.
   * @param dropoutMillis Dropout's in the same rounds; null for Dropout itself. Not modified.
   * @param bootstrap of the rounds
   */
  static CostRow of(
      CostTrial trial,
      long seed,
      double[] millis,
      double[] dropoutMillis,
      Bootstrap bootstrap,
      long allocatedBytes,
      long heapBytes) {
    double median = Median.of(millis);
    Bootstrap.Bounds bounds = bootstrap.bounds(rounds -> Median.of(millis, rounds));
    Bootstrap.Bounds ratio =
        dropoutMillis == null
            ? null
            : bootstrap.bounds(
                rounds -> Median.of(millis, rounds) / Median.of(dropoutMillis, rounds));
    RegularizerChoice choice = trial.choice();
    return new CostRow(
        trial.name(),
        trial.measurement().step().name(),
        trial.measurement().step().isWhole(),
        choice.text(),
        choice.p(),
        choice.q(),
        seed,
        millis.length,
        median,
        bounds.lower(),
        bounds.upper(),
        ratio == null ? null : (Double) (median / Median.of(dropoutMillis)),
        ratio == null ? null : (Double) ratio.lower(),
        ratio == null ? null : (Double) ratio.upper(),
        allocatedBytes,
        heapBytes);
  }
}
