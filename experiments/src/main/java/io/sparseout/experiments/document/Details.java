// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * Blocks that are folded away until a reader asks for them.
 *
 * @param summary what is in them
 * @param blocks in their order
 */
public record Details(String summary, List<Block> blocks) implements Block {
  /** Of these blocks. */
  public Details {
    blocks = List.copyOf(blocks);
  }
}
