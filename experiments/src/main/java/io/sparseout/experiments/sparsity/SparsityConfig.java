// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import java.util.List;

/**
 * What a run of the experiment is told to do.
 *
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param q the norms that are compared; null where other regularizers are
 * @param p the probability of dropping where norms are compared, else null
 * @param gradient Sparseout's gradient where norms are compared, else null
 * @param regularizers the text of each regularizer
 * @param hidden units of the code
 * @param epochs epochs of training
 * @param batch images a step
 * @param learningRate Adam's
 * @param seeds to train with, each regularizer with each of them
 */
record SparsityConfig(
    String data,
    Integer limit,
    List<Float> q,
    Float p,
    String gradient,
    List<String> regularizers,
    int hidden,
    int epochs,
    int batch,
    double learningRate,
    List<Long> seeds) {
  /** Whether Sparseout is compared with itself at different q. */
  boolean comparesQ() {
    return q != null;
  }

  /** The settings that matter to a reader of a plot. */
  String settings() {
    return data
        + ", "
        + hidden
        + " units, "
        + (comparesQ() ? "p = " + p + ", " + gradient + " gradient, " : "")
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + (seeds.size() == 1 ? "" : ", " + seeds.size() + " seeds");
  }
}
