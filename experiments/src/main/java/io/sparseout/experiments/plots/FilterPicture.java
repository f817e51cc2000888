// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.core.Tensor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/**
 * Weights of units as pictures of what the units look at, each scaled to its largest magnitude. Of
 * grey images: blue below zero, white at zero, red above. Of colour images: grey at zero, and each
 * channel brighter above, darker below. A panel for each model, with its first units.
 */
public final class FilterPicture {
  private static final int UNITS_A_ROW = 8;
  private static final int PANELS_A_ROW = 3;
  private static final int COLOURS = 3;
  private static final int GAP = 2;

  /** Units that a small filter is enlarged to, about. */
  private static final int SIDE = 28;

  private static final int LABEL = 24;
  private static final Color NEGATIVE = new Color(0x2166AC);
  private static final Color POSITIVE = new Color(0xB2182B);

  private final int channels;
  private final int height;
  private final int width;
  private final int zoom;

  /**
   * A picture of filters of one size.
   *
   * @param channels 1, or 3 for colours
   * @param height rows of a filter
   * @param width columns of a filter
   */
  public FilterPicture(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.zoom = Math.max(1, SIDE / Math.max(height, width));
  }

  /** What must be known to read the picture. */
  public String legend() {
    return (channels == COLOURS ? "grey: zero" : "blue: below zero, red: above")
        + ", each to its own scale";
  }

  /**
   * The filters of one model.
   *
   * @param label the model's name
   * @param weights a row for each unit, {@code [units, channels, height, width]} or flat
   */
  public record Panel(String label, Tensor weights) {}

  /**
   * The picture of the first 64 filters of each model.
   *
   * @param title what is shown
   * @param subtitle with which settings
   * @param panels one model or more
   */
  public Picture draw(String title, String subtitle, List<Panel> panels) {
    int rows = (panels.size() + PANELS_A_ROW - 1) / PANELS_A_ROW;
    int unitRows = panels.stream().mapToInt(FilterPicture::unitRows).max().orElse(0);
    int panelWidth = UNITS_A_ROW * (zoom * width + GAP) + Canvas.MARGIN;
    int panelHeight = unitRows * (zoom * height + GAP) + LABEL;
    return Picture.ofPixels(
        title,
        subtitle,
        Canvas.MARGIN + PANELS_A_ROW * panelWidth,
        Canvas.HEADER + rows * panelHeight + Canvas.MARGIN,
        canvas -> draw(panels, panelWidth, panelHeight, canvas));
  }

  private void draw(List<Panel> panels, int panelWidth, int panelHeight, Canvas canvas) {
    for (int i = 0; i < panels.size(); i++) {
      int x = Canvas.MARGIN + i % PANELS_A_ROW * panelWidth;
      int y = Canvas.HEADER + i / PANELS_A_ROW * panelHeight + LABEL;
      canvas.text(panels.get(i).label(), Font.PLAIN, 13, x, y - 5);
      draw(panels.get(i).weights(), canvas.graphics(), x, y);
    }
  }

  private static int units(Tensor weights) {
    return Math.min(weights.shape().dim(0), UNITS_A_ROW * UNITS_A_ROW);
  }

  private static int unitRows(Panel panel) {
    return (units(panel.weights()) + UNITS_A_ROW - 1) / UNITS_A_ROW;
  }

  private void draw(Tensor weights, Graphics2D graphics, int x, int y) {
    int units = units(weights);
    float[] filter = new float[channels * height * width];
    for (int unit = 0; unit < units; unit++) {
      weights.copyTo(unit * filter.length, filter, 0, filter.length);
      int left = x + unit % UNITS_A_ROW * (zoom * width + GAP);
      int top = y + unit / UNITS_A_ROW * (zoom * height + GAP);
      draw(filter, graphics, left, top);
    }
  }

  private void draw(float[] filter, Graphics2D graphics, int left, int top) {
    float largest = Float.MIN_NORMAL; // a filter of zeros is white
    for (float weight : filter) {
      largest = Math.max(largest, Math.abs(weight));
    }
    for (int i = 0; i < height * width; i++) {
      graphics.setColor(color(filter, i, largest));
      graphics.fillRect(left + i % width * zoom, top + i / width * zoom, zoom, zoom);
    }
  }

  private Color color(float[] filter, int pixel, float largest) {
    if (channels != COLOURS) {
      float weight = filter[pixel] / largest;
      return Palette.mix(Color.WHITE, weight < 0 ? NEGATIVE : POSITIVE, Math.abs(weight));
    }
    float[] shares = new float[COLOURS];
    for (int channel = 0; channel < COLOURS; channel++) {
      shares[channel] = 0.5f + filter[channel * height * width + pixel] / largest / 2;
    }
    return new Color(shares[0], shares[1], shares[2]);
  }
}
