// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.core.optim.AveragedSgd;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.train.Trainer;
import io.sparseout.datasets.TokenText;
import io.sparseout.layers.LanguageModel;
import java.util.function.Supplier;

/** The validation text read by a model in training, once an epoch however many ask. */
final class Validation {
  private final LanguageModel model;
  private final TokenText text;
  private TextScore score;
  private int epoch = -1;

  Validation(LanguageModel model, TokenText text) {
    this.model = model;
    this.text = text;
  }

  /** The score after the epochs that a trainer of the model has done. */
  TextScore score(Trainer trainer) {
    if (epoch != trainer.epoch()) {
      score = asUsed(trainer.optimizer(), () -> TextScore.of(model, text));
      epoch = trainer.epoch();
    }
    return score;
  }

  /** The score's loss. */
  double loss(Trainer trainer) {
    return score(trainer).loss();
  }

  /**
   * Does something with the parameters that are of use: their means, where an optimizer has any.
   */
  static <T> T asUsed(Optimizer optimizer, Supplier<T> action) {
    return optimizer instanceof AveragedSgd averaged ? averaged.averaged(action) : action.get();
  }
}
