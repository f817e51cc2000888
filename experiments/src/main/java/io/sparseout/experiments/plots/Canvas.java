// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/**
 * What a picture's content is painted on.
 *
 * @param graphics what to draw with, in units
 */
record Canvas(Graphics2D graphics) {
  /** Units that the title takes at the top. */
  static final int HEADER = 58;

  /** Units that stay free at the edges. */
  static final int MARGIN = 16;

  /** Writes a line from a point on its base line. */
  void text(String text, int style, int size, int x, int y) {
    text(text, Color.DARK_GRAY, style, size, x, y);
  }

  /** The same in another colour. */
  void text(String text, Color color, int style, int size, int x, int y) {
    graphics.setColor(color);
    graphics.setFont(font(style, size));
    graphics.drawString(text, x, y);
  }

  /** The font of all text. */
  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
