// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * Blocks under a heading.
 *
 * @param id what links lead to; letters, digits and hyphens, once in a document
 * @param title the heading
 * @param blocks in their order; sections among them have headings a level lower
 */
public record Section(String id, String title, List<Block> blocks) implements Block {
  /**
   * Of these blocks.
   *
   * @throws IllegalArgumentException if the identifier has other characters
   */
  public Section {
    if (!id.matches("[A-Za-z][-A-Za-z0-9]*")) {
      throw new IllegalArgumentException(
          "section: an identifier is a letter, then letters, digits and hyphens, not '" + id + "'");
    }
    blocks = List.copyOf(blocks);
  }
}
