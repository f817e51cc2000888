// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.core.Tensor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Weights of units as pictures of what the units look at: blue below zero, white at zero, red
 * above, each scaled to its largest magnitude. A panel for each model, with its first units.
 */
public final class FilterPicture {
  private static final int UNITS_A_ROW = 8;
  private static final int PANELS_A_ROW = 3;
  private static final int GAP = 2;
  private static final int LABEL = 24;
  private static final Color NEGATIVE = new Color(0x2166AC);
  private static final Color POSITIVE = new Color(0xB2182B);

  private final int height;
  private final int width;

  /**
   * A picture of filters of one size.
   *
   * @param height rows of a filter
   * @param width columns of a filter
   */
  public FilterPicture(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * The filters of one model.
   *
   * @param label the model's name
   * @param weights a row for each unit, {@code [units, height * width]}
   */
  public record Panel(String label, Tensor weights) {}

  /**
   * The picture of the first 64 filters of each model.
   *
   * @param title what is shown
   * @param subtitle with which settings
   * @param panels one model or more
   */
  public BufferedImage draw(String title, String subtitle, List<Panel> panels) {
    int rows = (panels.size() + PANELS_A_ROW - 1) / PANELS_A_ROW;
    int panelWidth = UNITS_A_ROW * (width + GAP) + Canvas.MARGIN;
    int panelHeight = UNITS_A_ROW * (height + GAP) + LABEL;
    Canvas canvas =
        new Canvas(
            title,
            subtitle,
            Canvas.MARGIN + PANELS_A_ROW * panelWidth,
            Canvas.HEADER + rows * panelHeight + Canvas.MARGIN);
    for (int i = 0; i < panels.size(); i++) {
      int x = Canvas.MARGIN + i % PANELS_A_ROW * panelWidth;
      int y = Canvas.HEADER + i / PANELS_A_ROW * panelHeight + LABEL;
      canvas.text(panels.get(i).label(), Font.PLAIN, 13, x, y - 5);
      draw(panels.get(i).weights(), canvas.graphics(), x, y);
    }
    return canvas.image();
  }

  private void draw(Tensor weights, Graphics2D graphics, int x, int y) {
    int units = Math.min(weights.shape().dim(0), UNITS_A_ROW * UNITS_A_ROW);
    float[] filter = new float[height * width];
    for (int unit = 0; unit < units; unit++) {
      weights.copyTo(unit * filter.length, filter, 0, filter.length);
      int left = x + unit % UNITS_A_ROW * (width + GAP);
      int top = y + unit / UNITS_A_ROW * (height + GAP);
      draw(filter, graphics, left, top);
    }
  }

  private void draw(float[] filter, Graphics2D graphics, int left, int top) {
    float largest = Float.MIN_NORMAL; // a filter of zeros is white
    for (float weight : filter) {
      largest = Math.max(largest, Math.abs(weight));
    }
    for (int i = 0; i < filter.length; i++) {
      float weight = filter[i] / largest;
      graphics.setColor(
          Palette.mix(Color.WHITE, weight < 0 ? NEGATIVE : POSITIVE, Math.abs(weight)));
      graphics.fillRect(left + i % width, top + i / width, 1, 1);
    }
  }
}
