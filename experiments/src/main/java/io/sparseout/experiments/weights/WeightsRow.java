// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is measured of one trained classifier and its weights.
 *
 * @param trial the trial's name
 * @param setting what tables and plots call its regularizer
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param seed of initial weights, order and noise
 * @param testAccuracy the share of test images classified right
 * @param testLoss the mean cross-entropy on them
 * @param weights all trained weights
 * @param layers the trained weights by layer
 * @param untrained all weights before training
 * @param trainSeconds how long training took, without evaluation
 * @param weightsSha256 the hash of the trained weights
 */
record WeightsRow(
    String trial,
    String setting,
    String regularizer,
    Float p,
    Float q,
    long seed,
    double testAccuracy,
    double testLoss,
    WeightSummary weights,
    List<WeightSummary> layers,
    WeightSummary untrained,
    double trainSeconds,
    String weightsSha256) {
  /** Rows by setting, in the order of settings and seeds. */
  static Map<String, List<WeightsRow>> groups(List<WeightsRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(WeightsRow::setting, LinkedHashMap::new, Collectors.toList()));
  }
}
