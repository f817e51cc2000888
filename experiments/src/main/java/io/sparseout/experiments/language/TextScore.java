// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import io.sparseout.core.train.Evaluation;
import io.sparseout.datasets.TokenText;
import io.sparseout.layers.CarriedState;
import io.sparseout.layers.LanguageModel;

/**
 * What a language model comes to on a text, in evaluation.
 *
 * @param loss the mean of -ln p, in nats, over all tokens but the first, of which each has the ones
 *     before it given; infinite where the perplexity is larger than a double can be
 */
record TextScore(double loss) {
  /** Stretches of the text that are read side by side, as many as awd-lstm-lm has. */
  private static final int STREAMS = 10;

  private static final int STEPS = 35;

  /**
   * The score of a model. The text is cut into stretches, each of which begins with the state of
   * nothing read: where they are long, that makes no difference to speak of.
   *
   * @param text of two tokens or more
   */
  static TextScore of(LanguageModel model, TokenText text) {
    int predicted = text.size() - 1;
    int length = predicted / STREAMS;
    int rest = predicted % STREAMS;
    double total = 0;
    if (length > 0) {
      total += (double) (predicted - rest) * mean(model, overlapping(text, length), STREAMS);
    }
    if (rest > 0) {
      total += rest * mean(model, text.part(predicted - rest, text.size()), 1);
    }
    double loss = total / predicted;
    return new TextScore(Double.isInfinite(exp(loss)) ? Double.POSITIVE_INFINITY : loss);
  }

  /** How many equally likely tokens would be as hard to tell. */
  double perplexity() {
    return exp(loss);
  }

  /** The loss in bits: those that a token takes in a file packed by the model. */
  double bits() {
    return loss / log(2);
  }

  /** Stretches of which each begins with the token that the one before ends with. */
  private static TokenText overlapping(TokenText text, int length) {
    int[] ids = new int[STREAMS * (length + 1)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = text.id(i / (length + 1) * length + i % (length + 1));
    }
    return new TokenText(text.vocabulary(), ids);
  }

  private static double mean(LanguageModel model, TokenText text, int streams) {
    return Evaluation.mean(new CarriedState(model), model::loss, text.batches(streams, STEPS));
  }
}
