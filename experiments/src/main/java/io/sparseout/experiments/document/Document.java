// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * A document.
 *
 * @param title its heading
 * @param generator the program that made it, by which a file of its own is known again
 * @param blocks its sections, and what stands before them
 */
public record Document(String title, String generator, List<Block> blocks) {
  /** Of these blocks. */
  public Document {
    blocks = List.copyOf(blocks);
  }

  /** Its sections, without those within them. */
  public List<Section> sections() {
    return blocks.stream().filter(Section.class::isInstance).map(Section.class::cast).toList();
  }
}
