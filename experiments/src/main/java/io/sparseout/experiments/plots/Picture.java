// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.function.Consumer;

/**
 * What can be painted: white, with a title, a line below it that says what was done with which
 * settings, and below both its content. Its units are pixels of a coarse screen.
 */
public final class Picture {
  private final String title;
  private final String subtitle;
  private final int width;
  private final int height;
  private final boolean ofShapes;
  private final Consumer<Canvas> content;

  private Picture(
      String title,
      String subtitle,
      int width,
      int height,
      boolean ofShapes,
      Consumer<Canvas> content) {
    this.title = title;
    this.subtitle = subtitle;
    this.width = width;
    this.height = height;
    this.ofShapes = ofShapes;
    this.content = content;
  }

  /** A picture of lines, areas and text, which is sharp at any size; header included. */
  static Picture ofShapes(
      String title, String subtitle, int width, int height, Consumer<Canvas> content) {
    return new Picture(title, subtitle, width, height, true, content);
  }

  /** A picture that shows pixels of images or weights; header included. */
  static Picture ofPixels(
      String title, String subtitle, int width, int height, Consumer<Canvas> content) {
    return new Picture(title, subtitle, width, height, false, content);
  }

  /** What is shown. */
  public String title() {
    return title;
  }

  /** With which settings. */
  public String subtitle() {
    return subtitle;
  }

  /** Units from left to right. */
  public int width() {
    return width;
  }

  /** Units from top to bottom. */
  public int height() {
    return height;
  }

  /** Whether it is of lines, areas and text, so that it is worth keeping as such. */
  public boolean isOfShapes() {
    return ofShapes;
  }

  /** Paints it, a unit of the picture for a unit of the graphics. */
  public void paint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    Canvas canvas = new Canvas(graphics);
    canvas.text(title, Font.BOLD, 16, Canvas.MARGIN, 28);
    canvas.text(subtitle, Font.PLAIN, 13, Canvas.MARGIN, 48);
    content.accept(canvas);
  }
}
