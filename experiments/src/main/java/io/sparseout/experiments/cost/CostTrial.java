// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;

/**
 * One regularizer of one step. All of a step are measured in turns, by the first of them that runs.
 *
 * @param measurement of the step
 * @param choice the regularizer
 */
record CostTrial(Measurement measurement, RegularizerChoice choice) implements Trial<CostRow> {
  @Override
  public String name() {
    return measurement.step().name() + "-" + choice.fileName();
  }

  @Override
  public long steps() {
    return measurement.samplesOf(choice);
  }

  @Override
  public CostRow run(TrialLog log) {
    return measurement.row(this, log);
  }
}
