// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * Names with what they stand for.
 *
 * @param pairs in their order
 */
public record Pairs(List<Pair> pairs) implements Block {
  /**
   * A name with what it stands for.
   *
   * @param name the name
   * @param value what it stands for
   */
  public record Pair(String name, Phrase value) {
    /** A name with a text. */
    public static Pair of(String name, String value) {
      return new Pair(name, Phrase.of(value));
    }

    /** A name with a text that is a machine's, such as a hash. */
    public static Pair code(String name, String value) {
      return new Pair(name, Phrase.code(value));
    }
  }

  /** Of these pairs. */
  public Pairs {
    pairs = List.copyOf(pairs);
  }
}
