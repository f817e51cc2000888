// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.compare.Compared;
import io.sparseout.experiments.compare.LayerSparsity;
import java.util.List;

/**
 * What is measured of one trained language model, in evaluation. Only the models with the chosen p
 * read the test text; of the others, and before the choice, the measures on it are null.
 *
 * @param trial the trial's name
 * @param setting what tables and plots call its regularizer without p
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param gradient its gradient, null where it has no choice
 * @param seed of initial weights and noise
 * @param validationPerplexity of a token of the validation text
 * @param validationLoss its logarithm: the mean cross-entropy of a token, in nats
 * @param validationBits the same in bits a character, null where tokens are words
 * @param chosen whether its p is the setting's best one; false as long as trials are running
 * @param testPerplexity of a token of the test text
 * @param testLoss its logarithm
 * @param testBits the same in bits a character, null where tokens are words
 * @param sparsity of the hidden states on the test text, by recurrent layer
 * @param trainSeconds how long training took, without evaluation
 * @param weightsSha256 the hash of the trained weights
 */
record LanguageRow(
    String trial,
    String setting,
    String regularizer,
    Float p,
    Float q,
    String gradient,
    long seed,
    double validationPerplexity,
    double validationLoss,
    Double validationBits,
    boolean chosen,
    Double testPerplexity,
    Double testLoss,
    Double testBits,
    List<LayerSparsity> sparsity,
    double trainSeconds,
    String weightsSha256)
    implements Compared {
  /** The same row of a chosen model, with its measures on the test text. */
  LanguageRow tested(Reading test) {
    return new LanguageRow(
        trial,
        setting,
        regularizer,
        p,
        q,
        gradient,
        seed,
        validationPerplexity,
        validationLoss,
        validationBits,
        true,
        test.score().perplexity(),
        test.score().loss(),
        validationBits == null ? null : (Double) test.score().bits(),
        test.sparsity(),
        trainSeconds,
        weightsSha256);
  }

  /** The lower its loss the better. */
  @Override
  public double validationScore() {
    return -validationLoss;
  }

  /** 100 ln of its perplexity: a difference is about one in percent of perplexity. */
  @Override
  public double points() {
    return 100 * testLoss;
  }
}
