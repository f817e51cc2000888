// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the tests of texts share. */
final class Texts {
  private Texts() {}

  /** The numbers 0 up to, not including, {@code size}, in their order. */
  static TokenText counting(int size) {
    List<String> words =
        IntStream.range(0, size).mapToObj(Integer::toString).collect(Collectors.toList());
    return new TokenText(Vocabulary.of(words), IntStream.range(0, size).toArray());
  }

  /** A text's tokens with a space between them. */
  static String words(TokenText text) {
    return IntStream.range(0, text.size())
        .mapToObj(i -> text.vocabulary().word(text.id(i)))
        .collect(Collectors.joining(" "));
  }
}
