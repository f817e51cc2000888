// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/**
 * One training of an experiment, and what is measured of its result. A function of its own
 * configuration alone: trials may run in any order, anywhere, and be run again.
 *
 * @param <R> the row of measures, a record
 */
public interface Trial<R> {
  /** What tells it from the others of its run; fit to be a file's name. */
  String name();

  /** How many steps its training has. */
  long steps();

  /**
   * Trains and measures.
   *
   * @param log to be told of each step and epoch
   */
  R run(TrialLog log);
}
