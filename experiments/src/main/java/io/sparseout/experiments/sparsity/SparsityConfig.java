// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import java.util.List;

/**
 * What a run of the experiment is told to do.
 *
 * @param preset the preset's name; null without one
 * @param data the data set's name
 * @param limit how many images of each set it uses at the most; null for all
 * @param code what the units of the code compute, one or more names
 * @param q the norms that are compared; null where other regularizers are
 * @param p the probabilities of dropping where norms are compared, else null
 * @param gradient Sparseout's gradients where norms are compared, else null
 * @param regularizers the text of each regularizer
 * @param hidden units of the code
 * @param epochs epochs of training
 * @param batch images a step
 * @param learningRate Adam's
 * @param seeds to train with, each regularizer with each of them
 */
record SparsityConfig(
    String preset,
    String data,
    Integer limit,
    List<String> code,
    List<Float> q,
    List<Float> p,
    List<String> gradient,
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

  /** The settings that matter to a reader of a plot of one series. */
  String settings(Series series) {
    return settings(series, true);
  }

  /** The same of a plot that says itself of which gradients it is, or does not. */
  String settings(Series series, boolean withGradient) {
    return data
        + ", "
        + hidden
        + (series.code() == Code.RELU ? "" : " " + series.code())
        + " units, "
        + (comparesQ() ? "p = " + series.p() + ", " : "")
        + (comparesQ() && withGradient ? series.gradient() + " gradient, " : "")
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + (seeds.size() == 1 ? "" : ", " + seeds.size() + " seeds");
  }
}
