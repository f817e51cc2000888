// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.io.Fingerprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens that a language model knows, each with its number, from 0. Those of a data set are in
 * descending order of their counts in the training text, in order of first appearance where counts
 * are equal. Never changes.
 */
public final class Vocabulary {
  /** What every token counts as that the vocabulary does not have. */
  public static final String UNKNOWN = "<unk>";

  /** The token after the last word of a line. */
  public static final String END_OF_LINE = "<eos>";

  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    for (int id = 0; id < words.size(); id++) {
      Integer other = ids.put(words.get(id), id);
      if (other != null) {
        throw new IllegalArgumentException(
            "vocabulary: '" + words.get(id) + "' is there twice, at " + other + " and " + id);
      }
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("vocabulary: needs a word or more");
    }
  }

  /**
   * A vocabulary of words in the order of their numbers.
   *
   * @throws IllegalArgumentException if there are none, or one is there twice
   */
  public static Vocabulary of(List<String> words) {
    return new Vocabulary(words);
  }

  /** How many words there are. */
  public int size() {
    return words.size();
  }

  /**
   * The word of a number.
   *
   * @throws IndexOutOfBoundsException if there is no such word
   */
  public String word(int id) {
    return words.get(id);
  }

  /** The number of a word; that of {@link #UNKNOWN} if it is not there, -1 if neither is. */
  public int id(String word) {
    Integer id = ids.get(word);
    return id != null ? id : ids.getOrDefault(UNKNOWN, -1);
  }

  /** Whether it has a word. */
  public boolean contains(String word) {
    return ids.containsKey(word);
  }

  /** The words in the order of their numbers. */
  public List<String> words() {
    return words;
  }

  /** SHA-256 over the words, to tell in a line whether two vocabularies are the same. */
  public String fingerprint() {
    return Fingerprint.sha256(words);
  }

  /**
   * How another vocabulary differs from this one, in words for a message; empty where it does not.
   */
  public String difference(Vocabulary other) {
    for (int id = 0; id < Math.min(size(), other.size()); id++) {
      if (!word(id).equals(other.word(id))) {
        return "word " + id + " is '" + word(id) + "' here and '" + other.word(id) + "' there";
      }
    }
    return size() == other.size() ? "" : size() + " words here and " + other.size() + " there";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary && words.equals(vocabulary.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  /** How many words, and the first ones. */
  @Override
  public String toString() {
    return size() + " words: " + String.join(" ", words.subList(0, Math.min(size(), 10)));
  }
}
