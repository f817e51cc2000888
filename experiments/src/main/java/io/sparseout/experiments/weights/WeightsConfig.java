// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import java.util.List;

/**
 * What a run is told to do.
 *
 * @param preset the preset's name
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param model the model's text
 * @param regularizers the text of each regularizer
 * @param epochs epochs of training
 * @param batch images a step
 * @param learningRate the first learning rate
 * @param threshold the magnitude up to which a weight counts as near zero
 * @param relativeThreshold the same as a share of the root mean square of its layer's weights
 * @param seeds to train with, each regularizer with each of them
 */
record WeightsConfig(
    String preset,
    String data,
    Integer limit,
    String model,
    List<String> regularizers,
    int epochs,
    int batch,
    double learningRate,
    double threshold,
    double relativeThreshold,
    List<Long> seeds) {
  /** The settings that matter to a reader of a plot. */
  String settings() {
    return data
        + (limit == null ? "" : ", " + limit + " images")
        + ", "
        + model
        + ", "
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + (seeds.size() == 1 ? "" : ", " + seeds.size() + " seeds");
  }
}
