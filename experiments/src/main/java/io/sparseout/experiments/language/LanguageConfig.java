// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.AveragedSgd;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Schedule;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.train.DecayOnPlateau;
import io.sparseout.core.train.NonMonotonicTrigger;
import io.sparseout.core.train.Trainer;
import io.sparseout.experiments.models.LanguageModelChoice;
import io.sparseout.experiments.options.TextSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a run of the experiment is told to do.
 *
 * @param preset the name of the preset that fills what the command line leaves open; null for none
 * @param data the data set's name, or a text's file
 * @param level {@code words} or {@code characters}
 * @param minimumCount how often a token must come in the training text to have a number of its own
 * @param limit how many tokens of each text it uses at the most; null for all
 * @param model the model's text
 * @param embedding units of a token's embedding
 * @param tied whether the decoder's weights are the embedding's
 * @param adaptive where the frequency bands of an adaptive softmax end; empty without one
 * @param initRange weights start uniform within this; null for each layer's own way
 * @param regularizers the text of each regularizer that is compared, with the parameters that are
 *     not listed
 * @param q the norms for regularizers that do not say theirs
 * @param p the probabilities for regularizers that do not say theirs
 * @param places where regularizers stand
 * @param epochs epochs of training
 * @param bptt steps of time that back-propagation goes back
 * @param batch stretches of text that are read side by side
 * @param optimizer its name
 * @param learningRate the first learning rate
 * @param decay what the rate is multiplied by after an epoch
 * @param decayAfter after which epochs: this one and all later ones; null: after those whose
 *     validation loss is not the lowest one so far
 * @param nonmono of asgd: averaging begins when the validation loss is above the lowest one, so
 *     many of the last epochs not counted
 * @param weightDecay the share of each weight that is added to its gradient
 * @param clip the largest norm of all gradients
 * @param seeds to train with, each setting with each of them
 * @param selectSeeds how many of the seeds, from the first one on, p is chosen with
 */
record LanguageConfig(
    String preset,
    String data,
    String level,
    int minimumCount,
    Integer limit,
    String model,
    int embedding,
    boolean tied,
    List<Integer> adaptive,
    Double initRange,
    List<String> regularizers,
    List<Float> q,
    List<Float> p,
    Places places,
    int epochs,
    int bptt,
    int batch,
    String optimizer,
    double learningRate,
    double decay,
    Integer decayAfter,
    int nonmono,
    double weightDecay,
    double clip,
    List<Long> seeds,
    int selectSeeds) {
  /** The model's cell and size. */
  LanguageModelChoice choice() {
    return LanguageModelChoice.of(model);
  }

  /** A new optimizer for so many steps an epoch. */
  Optimizer optimizer(long stepsPerEpoch) {
    Schedule schedule =
        decayAfter == null
            ? Schedule.constant(learningRate)
            : Rates.decayingAfter(learningRate, decay, decayAfter, stepsPerEpoch);
    Optimizer made =
        switch (optimizer) {
          case "adam" -> new Adam(schedule).weightDecay(weightDecay);
          case "asgd" -> new AveragedSgd(schedule).weightDecay(weightDecay);
          default -> new Sgd(schedule).weightDecay(weightDecay);
        };
    return clip == 0 ? made : made.clipNorm(clip);
  }

  /** Has a trainer do what depends on the validation loss. */
  void listen(Trainer trainer, ToDoubleFunction<Trainer> validationLoss) {
    if (decayAfter == null && decay < 1) {
      trainer.listen(new DecayOnPlateau(validationLoss, decay, 1));
    }
    if (trainer.optimizer() instanceof AveragedSgd averaged) {
      trainer.listen(new NonMonotonicTrigger(averaged, validationLoss, nonmono));
    }
  }

  /**
   * Where the texts come from.
   *
   * @throws IllegalArgumentException if there are none, or they cannot be had so
   */
  TextSource source() {
    return TextSource.of(data, level, minimumCount);
  }

  /** Whether tokens are characters. */
  boolean ofCharacters() {
    return level.equals("characters");
  }

  /** The settings that matter to a reader of a table or plot. */
  String settings() {
    return data
        + ", "
        + (limit == null ? "" : limit + " tokens, ")
        + model
        + ", "
        + (epochs == 1 ? "1 epoch" : epochs + " epochs")
        + ", "
        + (seeds.size() == 1 ? "1 seed" : seeds.size() + " seeds");
  }
}
