// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A text as the numbers of its tokens in a {@link Vocabulary}. Never changes. */
public final class TokenText {
  private final Vocabulary vocabulary;
  private final int[] ids;
  private final int offset;
  private final int size;

  /**
   * A text in memory.
   *
   * @param vocabulary what the numbers mean
   * @param ids one or more numbers. Not modified; shared, so it must not change afterwards.
   * @throws IllegalArgumentException if there are none, or one is not in the vocabulary
   */
  public TokenText(Vocabulary vocabulary, int... ids) {
    this(vocabulary, ids, 0, ids.length);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary.size()) {
        throw new IllegalArgumentException(
            "tokenText: token " + i + " is " + ids[i] + ", not 0 to " + (vocabulary.size() - 1));
      }
    }
  }

  /** Part of an array of numbers that are known to be in the vocabulary. */
  TokenText(Vocabulary vocabulary, int[] ids, int offset, int size) {
    this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
    this.ids = ids;
    this.offset = offset;
    this.size = size;
    if (size < 1) {
      throw new IllegalArgumentException("tokenText: a text has 1 token or more, not " + size);
    }
  }

  /** What the numbers mean. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How many tokens there are, 1 or more. */
  public int size() {
    return size;
  }

  /**
   * The number of the token at a position, from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such token
   */
  public int id(int position) {
    return ids[offset + Objects.checkIndex(position, size)];
  }

  /**
   * Tokens {@code from} up to, not including, {@code to}; shares this text's memory.
   *
   * @throws IllegalArgumentException if there are no such tokens
   */
  public TokenText part(int from, int to) {
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException(
          "part: no tokens " + from + " up to " + to + " in a text of " + size);
    }
    return new TokenText(vocabulary, ids, offset + from, to - from);
  }

  /**
   * The first {@code most} tokens, or all where there are fewer; shares this text's memory.
   *
   * @throws IllegalArgumentException if {@code most} is not positive
   */
  public TokenText limit(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("limit: keeps 1 token or more, not " + most);
    }
    return part(0, Math.min(most, size));
  }

  /**
   * The text cut into parallel streams and these into stretches of time; see {@link TextBatches}.
   *
   * @param batch how many streams, 1 or more
   * @param bptt how many time steps a batch, 1 or more: how far back-propagation goes back
   * @throws IllegalArgumentException if either is less, or the text is too short for two tokens a
   *     stream
   */
  public TextBatches batches(int batch, int bptt) {
    return new TextBatches(this, batch, bptt);
  }

  /** How many tokens, and of how many different ones. */
  @Override
  public String toString() {
    return size + " tokens of " + vocabulary.size();
  }

  /** How many tokens there are, and their numbers, in four bytes each. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (size + 1)).putInt(size);
    bytes.asIntBuffer().put(ids, offset, size);
    return bytes.array();
  }

  /** Writes the tokens from a position on into an array, {@code step} places from each other. */
  void copy(int position, int count, int[] to, int first, int step) {
    for (int i = 0; i < count; i++) {
      to[first + i * step] = ids[offset + position + i];
    }
  }
}
