// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** Shows how far a run has come. */
public interface Progress extends AutoCloseable {
  /**
   * A step was taken.
   *
   * @param steps how many the run has taken in all
   * @param trial the trial's name
   * @param epoch the epoch that the step was in, from 1; 0 of a trial that trains nothing
   * @param loss the step's loss; NaN of a trial that trains nothing
   */
  void step(long steps, String trial, int epoch, double loss);

  /** An epoch is over. */
  void epoch(EpochMetrics metrics);

  /** The run is over. */
  @Override
  void close();
}
