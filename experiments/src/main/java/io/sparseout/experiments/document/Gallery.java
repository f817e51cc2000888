// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.List;

/**
 * Figures side by side where there is room.
 *
 * @param figures one or more
 */
public record Gallery(List<Figure> figures) implements Block {
  /** Of these figures. */
  public Gallery {
    figures = List.copyOf(figures);
  }
}
