// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Seed by seed the dense network, then those made of it or like it, so that a run that ends early
 * has whole seeds.
 */
final class Compression implements Plan<CompressRow> {
  private final List<Trial<CompressRow>> trials = new ArrayList<>();
  private final Gauge gauge;

  Compression(Training training, Gauge gauge) {
    this.gauge = gauge;
    for (long seed : training.config().seeds()) {
      for (Setting setting : Setting.of(training.config())) {
        trials.add(
            setting.quantized()
                ? new QuantizedTrial(training, setting, seed, gauge)
                : new TrainedTrial(training, setting, seed, gauge));
      }
    }
  }

  @Override
  public List<Trial<CompressRow>> next(List<CompressRow> rows) {
    return trials.subList(rows.size(), trials.size());
  }

  /**
   * Removes the networks in floats that those of eight bits were made of, too: a run that goes on
   * may have needed them until now.
   */
  @Override
  public Conclusion<CompressRow> conclude(List<CompressRow> rows) {
    trials.forEach(trial -> gauge.directory().endTraining(trial.name()));
    return new Conclusion<>(rows, Difference.all(rows));
  }

  /** How many steps the trainings have that are without a row. */
  long steps(List<CompressRow> rows) {
    return next(rows).stream().mapToLong(Trial::steps).sum();
  }
}
