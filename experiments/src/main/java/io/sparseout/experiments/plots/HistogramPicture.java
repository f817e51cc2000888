// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.regularizers.sparsity.Histogram;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * Histograms side by side, a panel each. Counts are logarithmic, so that the few large numbers show
 * beside the many small ones; all panels have one axis of counts.
 */
public final class HistogramPicture {
  private static final int PANELS_A_ROW = 3;
  private static final int WIDTH = 290;
  private static final int HEIGHT = 170;
  private static final int LABEL = 26;
  private static final int LEFT = 44;
  private static final int BELOW = 30;
  private static final int GAP = 16;
  private static final int PANEL_WIDTH = LEFT + WIDTH + GAP;
  private static final int PANEL_HEIGHT = LABEL + HEIGHT + BELOW;

  /** A count of 1 stands this many decades above the axis, so that it can be seen. */
  private static final double LIFT = 0.3;

  private static final MathContext TICK_DIGITS = new MathContext(2);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color OUTLINE = new Color(0xB2182B);

  private final String title;
  private final String subtitle;

  /**
   * A histogram under its name.
   *
   * @param label the name
   * @param bars what is shown
   * @param outline another one of the same range, drawn as a line over it; null for none
   */
  public record Panel(String label, Histogram bars, Histogram outline) {}

  /**
   * A picture to be drawn.
   *
   * @param title what is shown
   * @param subtitle with which settings
   */
  public HistogramPicture(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /**
   * Draws the panels.
   *
   * @param panels one or more
   */
  public Picture draw(List<Panel> panels) {
    int columns = Math.min(PANELS_A_ROW, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    return Picture.ofShapes(
        title,
        subtitle,
        2 * Canvas.MARGIN + Math.max(2, columns) * PANEL_WIDTH,
        Canvas.HEADER + rows * PANEL_HEIGHT + Canvas.MARGIN,
        canvas -> draw(panels, columns, canvas));
  }

  private static void draw(List<Panel> panels, int columns, Canvas canvas) {
    double top = panels.stream().mapToDouble(HistogramPicture::top).max().orElse(1);
    for (int i = 0; i < panels.size(); i++) {
      int x = Canvas.MARGIN + i % columns * PANEL_WIDTH + LEFT;
      int y = Canvas.HEADER + i / columns * PANEL_HEIGHT + LABEL;
      draw(panels.get(i), top, canvas, x, y);
    }
  }

  /** The height of the highest count, in decades. */
  private static double top(Panel panel) {
    double top = decades(Arrays.stream(panel.bars.counts()).max().orElse(1));
    return panel.outline == null
        ? top
        : Math.max(top, decades(Arrays.stream(panel.outline.counts()).max().orElse(1)));
  }

  private static double decades(long count) {
    return count == 0 ? 0 : LIFT + Math.log10((double) count);
  }

  private static void draw(Panel panel, double top, Canvas canvas, int x, int y) {
    Graphics2D graphics = canvas.graphics();
    canvas.text(panel.label, Font.PLAIN, 13, x, y - 8);
    double unit = (HEIGHT - 4) / Math.max(1, top);
    for (int decade = 0; decade + LIFT <= top; decade++) {
      int at = (int) Math.round(y + HEIGHT - unit * (decade + LIFT));
      graphics.setColor(GRID);
      graphics.drawLine(x, at, x + WIDTH, at);
      canvas.text(power(decade), Font.PLAIN, 11, x - LEFT + 4, at + 4);
    }
    drawBars(panel.bars, unit, graphics, x, y);
    if (panel.outline != null) {
      drawOutline(panel.outline, unit, graphics, x, y);
    }
    drawAxis(panel.bars, canvas, x, y);
  }

  private static String power(int decade) {
    return decade <= 3 ? Long.toString(Math.round(Math.pow(10, decade))) : "1e" + decade;
  }

  private static void drawBars(Histogram bars, double unit, Graphics2D graphics, int x, int y) {
    long[] counts = bars.counts();
    double width = (double) WIDTH / counts.length;
    graphics.setColor(Palette.color(0, 1));
    for (int bin = 0; bin < counts.length; bin++) {
      double height = unit * decades(counts[bin]);
      graphics.fill(new Rectangle2D.Double(x + bin * width, y + HEIGHT - height, width, height));
    }
  }

  private static void drawOutline(
      Histogram outline, double unit, Graphics2D graphics, int x, int y) {
    long[] counts = outline.counts();
    double width = (double) WIDTH / counts.length;
    Path2D line = new Path2D.Double();
    line.moveTo(x, y + HEIGHT);
    for (int bin = 0; bin < counts.length; bin++) {
      double height = y + HEIGHT - unit * decades(counts[bin]);
      line.lineTo(x + bin * width, height);
      line.lineTo(x + (bin + 1) * width, height);
    }
    line.lineTo(x + WIDTH, y + HEIGHT);
    graphics.setColor(OUTLINE);
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.draw(line);
    graphics.setStroke(new BasicStroke(1));
  }

  private static void drawAxis(Histogram bars, Canvas canvas, int x, int y) {
    Graphics2D graphics = canvas.graphics();
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawLine(x, y + HEIGHT, x + WIDTH, y + HEIGHT);
    double from = bars.bound(0);
    double to = bars.bound(bars.counts().length);
    tick(from, x, canvas, y);
    tick(to, x + WIDTH, canvas, y);
    double zero = -from / (to - from);
    if (zero > 0.15 && zero < 0.85) {
      tick(0, (int) Math.round(x + zero * WIDTH), canvas, y);
    }
  }

  private static void tick(double value, int x, Canvas canvas, int y) {
    String text = new BigDecimal(value).round(TICK_DIGITS).stripTrailingZeros().toString();
    canvas.graphics().drawLine(x, y + HEIGHT, x, y + HEIGHT + 4);
    int width = canvas.graphics().getFontMetrics(Canvas.font(Font.PLAIN, 11)).stringWidth(text);
    canvas.text(text, Font.PLAIN, 11, x - width / 2, y + HEIGHT + 18);
  }
}
