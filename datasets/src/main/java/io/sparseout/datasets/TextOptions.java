// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.Objects;

/**
 * How a text is read: {@code TextOptions.words().minimumCount(5)}.
 *
 * @param level what its tokens are
 * @param minimumCount how often a token must come in the training text to be in the vocabulary;
 *     what comes less often counts as {@link Vocabulary#UNKNOWN}
 * @param largestVocabulary how many tokens the vocabulary may have, {@link Vocabulary#UNKNOWN}
 *     among them: the most frequent ones are kept
 */
public record TextOptions(TextLevel level, int minimumCount, int largestVocabulary) {
  /**
   * Options.
   *
   * @throws IllegalArgumentException if a count is less than 1, or the vocabulary's size less than
   *     2
   */
  public TextOptions {
    Objects.requireNonNull(level, "level");
    if (minimumCount < 1) {
      throw new IllegalArgumentException("minimumCount: 1 or more, not " + minimumCount);
    }
    if (largestVocabulary < 2) {
      throw new IllegalArgumentException("largestVocabulary: 2 or more, not " + largestVocabulary);
    }
  }

  /** Every word of the training text. */
  public static TextOptions words() {
    return new TextOptions(TextLevel.WORDS, 1, Integer.MAX_VALUE);
  }

  /** Every character of the training text. */
  public static TextOptions characters() {
    return new TextOptions(TextLevel.CHARACTERS, 1, Integer.MAX_VALUE);
  }

  /** The same with another minimum count. */
  public TextOptions minimumCount(int count) {
    return new TextOptions(level, count, largestVocabulary);
  }

  /** The same with another largest vocabulary. */
  public TextOptions largestVocabulary(int tokens) {
    return new TextOptions(level, minimumCount, tokens);
  }
}
