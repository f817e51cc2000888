// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.regularizers.Sparseout;
import java.util.List;

/**
 * Whether a whole training step with Sparseout takes as long as one with Dropout.
 *
 * @param workload the step
 * @param regularizer Sparseout's text
 * @param ratio its median time by Dropout's
 * @param lower the lower end of the ratio's 95 % interval
 * @param upper the upper end
 * @param limit what the ratio is held to
 * @param holds whether the whole interval is within the limit
 */
record CostFinding(
    String workload,
    String regularizer,
    double ratio,
    double lower,
    double upper,
    double limit,
    boolean holds) {
  /** Of Dropout's time; one twentieth more is less than one run differs from another. */
  static final double LIMIT = 1.05;

  /** A finding for each row of a whole step with Sparseout. */
  static List<CostFinding> all(List<CostRow> rows) {
    return rows.stream().filter(CostFinding::isOfSparseout).map(CostFinding::of).toList();
  }

  private static boolean isOfSparseout(CostRow row) {
    return row.wholeStep()
        && row.ratioToDropout() != null
        && RegularizerChoice.of(row.regularizer()).layer() instanceof Sparseout;
  }

  private static CostFinding of(CostRow row) {
    return new CostFinding(
        row.workload(),
        row.regularizer(),
        row.ratioToDropout(),
        row.ratioLower(),
        row.ratioUpper(),
        LIMIT,
        row.ratioUpper() <= LIMIT);
  }
}
