// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.train;

import java.util.List;

/**
 * What a run is told to do.
 *
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param model the model's text
 * @param regularizers the text of each regularizer
 * @param epochs epochs of training
 * @param batch images a step
 * @param optimizer the optimizer's name
 * @param learningRate its learning rate, the first one where a schedule changes it
 * @param schedule {@code cosine} or {@code constant}
 * @param checkpoints {@code last} or {@code all}: which epochs' are kept
 * @param resume the checkpoint that training goes on from; null for a start from nothing
 * @param seeds to train with, each regularizer with each of them
 */
record TrainConfig(
    String data,
    Integer limit,
    String model,
    List<String> regularizers,
    int epochs,
    int batch,
    String optimizer,
    double learningRate,
    String schedule,
    String checkpoints,
    String resume,
    List<Long> seeds) {
  /** The settings that matter to a reader of a plot. */
  String settings() {
    return data
        + ", "
        + model
        + ", "
        + optimizer
        + " "
        + learningRate
        + ", "
        + schedule
        + " schedule"
        + (seeds.size() == 1 ? "" : ", " + seeds.size() + " seeds");
  }
}
