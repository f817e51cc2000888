// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sparseout.core.io.Fingerprint;
import java.util.Objects;

/**
 * A text for training, one for validation and one for tests, in the tokens of one vocabulary.
 *
 * @param name what to call it in messages
 * @param level what its tokens are
 * @param train the text to train on
 * @param validation the text to choose models by
 * @param test the text to measure the chosen model on
 */
public record TextDataset(
    String name, TextLevel level, TokenText train, TokenText validation, TokenText test) {
  /**
   * A data set.
   *
   * @throws IllegalArgumentException if the texts are in tokens of different vocabularies, or one
   *     has a single token, after which there is none to predict
   */
  public TextDataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(level, "level");
    for (TokenText text : new TokenText[] {validation, test}) {
      if (!text.vocabulary().equals(train.vocabulary())) {
        throw new IllegalArgumentException(
            name
                + ": its texts differ in vocabulary: "
                + train.vocabulary().difference(text.vocabulary()));
      }
    }
  }

  /** The vocabulary of the three texts. */
  public Vocabulary vocabulary() {
    return train.vocabulary();
  }

  /** The SHA-256 of the vocabulary and the three texts, in lower-case hexadecimal. */
  public String fingerprint() {
    return Fingerprint.sha256(
        vocabulary().fingerprint().getBytes(US_ASCII),
        train.bytes(),
        validation.bytes(),
        test.bytes());
  }

  /** Name and sizes. */
  @Override
  public String toString() {
    return String.format(
        "%s (%d training, %d validation and %d test tokens, %d different)",
        name, train.size(), validation.size(), test.size(), vocabulary().size());
  }
}
