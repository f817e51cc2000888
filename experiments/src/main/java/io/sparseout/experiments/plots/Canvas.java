// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A white picture with a title and a line below it that says what was done with which settings. */
final class Canvas {
  /** Units that the title takes at the top. */
  static final int HEADER = 58;

  /** Units that stay free at the edges. */
  static final int MARGIN = 16;

  /** Pixels for each unit, for sharp text on fine screens. */
  private static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;

  /** A picture of this many units, header included. */
  Canvas(String title, String subtitle, int width, int height) {
    image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    text(title, Font.BOLD, 16, MARGIN, 28);
    text(subtitle, Font.PLAIN, 13, MARGIN, 48);
  }

  /** What to draw with, in units. */
  Graphics2D graphics() {
    return graphics;
  }

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

  /** The picture; to be called when all is drawn. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }

  /** The font of all text. */
  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
