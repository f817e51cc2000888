// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import java.util.List;

/**
 * What a run of the experiment is told to do.
 *
 * @param preset the name of the preset that fills what the command line leaves open; null for none
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param validation the share of the training images that p is chosen on and nothing is trained on
 * @param model the model's text
 * @param regularizers the text of each regularizer, with the parameters that are not listed
 * @param q the norms for regularizers that do not say theirs
 * @param p the probabilities for regularizers that do not say theirs
 * @param epochs epochs of training
 * @param batch images a step
 * @param learningRate the first learning rate, which falls to 0 along half a cosine
 * @param momentum Nesterov's, 0 for none
 * @param weightDecay the share of each weight that is added to its gradient
 * @param augment whether training images are changed at random
 * @param seeds to train with, each setting with each of them
 */
record ImageConfig(
    String preset,
    String data,
    Integer limit,
    double validation,
    String model,
    List<String> regularizers,
    List<Float> q,
    List<Float> p,
    int epochs,
    int batch,
    double learningRate,
    double momentum,
    double weightDecay,
    boolean augment,
    List<Long> seeds) {
  /** A new optimizer for so many steps. */
  Sgd optimizer(long steps) {
    Sgd sgd = new Sgd(Schedule.cosine(learningRate, steps)).weightDecay(weightDecay);
    return momentum == 0 ? sgd : sgd.momentum(momentum).nesterov();
  }

  /** The settings that matter to a reader of a table or plot. */
  String settings() {
    return data
        + ", "
        + (limit == null ? "" : limit + " images, ")
        + model
        + ", "
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + ", "
        + (seeds.size() == 1 ? "1 seed" : seeds.size() + " seeds");
  }
}
