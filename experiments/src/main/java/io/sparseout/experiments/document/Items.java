// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * A list, with a line or more for each item.
 *
 * @param items in their order
 */
public record Items(List<Phrase> items) implements Block {
  /** Of these items. */
  public Items {
    items = List.copyOf(items);
  }
}
