// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * Running text.
 *
 * @param phrases in their order
 */
public record Paragraph(List<Phrase> phrases) implements Block {
  /** Of these phrases. */
  public Paragraph {
    phrases = List.copyOf(phrases);
  }

  /** Of these phrases. */
  public static Paragraph of(Phrase... phrases) {
    return new Paragraph(List.of(phrases));
  }

  /** Of plain text. */
  public static Paragraph of(String text) {
    return of(Phrase.of(text));
  }
}
