// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * What a reader must not miss.
 *
 * @param tone how it is meant
 * @param phrases in their order
 */
public record Notice(Tone tone, List<Phrase> phrases) implements Block {
  /** Of these phrases. */
  public Notice {
    phrases = List.copyOf(phrases);
  }
}
