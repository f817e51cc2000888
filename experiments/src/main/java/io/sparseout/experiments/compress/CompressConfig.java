// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import java.util.List;

/**
 * What a run of the experiment is told to do.
 *
 * @param preset the name of the preset that fills what the command line leaves open
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param model the model's text
 * @param regularizer the regularizer's text
 * @param epochs epochs of training
 * @param fineTune epochs of training after pruning at once
 * @param batch images a step
 * @param optimizer the optimizer's name
 * @param learningRate its learning rate, the first one where a schedule changes it
 * @param schedule {@code cosine} or {@code constant}
 * @param methods the names of the ways in which networks are made sparse
 * @param sparsity the shares of weights that go where single weights go
 * @param units the shares of hidden units that go where whole units go
 * @param norm the n of the norm of a unit's weights: the units with the smallest ones go
 * @param rampBegin the share of the training steps after which gradual pruning begins
 * @param rampEnd the share after which it is over
 * @param quantize whether each network is also made one of eight bits
 * @param seconds how long each network's latency is measured for each batch
 * @param seeds to train with
 */
record CompressConfig(
    String preset,
    String data,
    Integer limit,
    String model,
    String regularizer,
    int epochs,
    int fineTune,
    int batch,
    String optimizer,
    double learningRate,
    String schedule,
    List<String> methods,
    List<Double> sparsity,
    List<Double> units,
    double norm,
    double rampBegin,
    double rampEnd,
    boolean quantize,
    double seconds,
    List<Long> seeds) {
  /** The ways in which networks are made sparse. */
  List<Method> chosenMethods() {
    return methods.stream().map(Method::of).toList();
  }

  /** The settings that matter to a reader of a table or plot. */
  String settings() {
    return data
        + ", "
        + (limit == null ? "" : limit + " images, ")
        + model
        + ", "
        + regularizer
        + ", "
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + (fineTune == 0 ? "" : " + " + fineTune)
        + ", "
        + (seeds.size() == 1 ? "1 seed" : seeds.size() + " seeds");
  }
}
