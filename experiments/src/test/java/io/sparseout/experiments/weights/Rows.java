// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import java.util.List;

/** Rows of models that nobody trained. */
final class Rows {
  private Rows() {}

  /** A row whose shares and measures are all {@code value}. */
  static WeightsRow row(String setting, long seed, double value) {
    return row(setting, seed, value, value);
  }

  /** The same with another kurtosis; none where it is NaN. */
  static WeightsRow row(String setting, long seed, double value, double kurtosis) {
    WeightSummary weights =
        new WeightSummary(
            "all",
            100,
            0,
            value,
            value,
            value,
            value,
            Double.isNaN(kurtosis) ? null : (Double) kurtosis,
            1);
    return new WeightsRow(
        setting + seed,
        setting,
        setting,
        null,
        null,
        seed,
        value,
        1,
        weights,
        List.of(weights),
        weights,
        1,
        "");
  }
}
