// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import java.util.List;

/**
 * What a run does: trials in stages, of which a later one may depend on the rows of those before,
 * and a conclusion.
 *
 * @param <R> the row of measures of a trial, a record
 */
public interface Plan<R> {
  /**
   * The trials of the next stage.
   *
   * @param rows of the trials that are finished, in their order
   * @return none when all are
   */
  List<? extends Trial<R>> next(List<R> rows);

  /** Concludes from the rows of all trials. */
  default Conclusion<R> conclude(List<R> rows) {
    return new Conclusion<>(rows, List.of());
  }

  /** Trials that are known beforehand, and rows as they are. */
  static <R> Plan<R> of(List<? extends Trial<R>> trials) {
    return rows -> trials.subList(rows.size(), trials.size());
  }
}
