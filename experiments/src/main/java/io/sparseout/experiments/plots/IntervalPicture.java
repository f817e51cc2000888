// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Values with their intervals, a line of text for each, in panels below each other that have one
 * axis. A line goes down at a value that all are compared with, and a dashed one at a limit.
 */
public final class IntervalPicture {
  private static final int LABEL_WIDTH = 270;
  private static final int WIDTH = 520;
  private static final int ROW = 22;
  private static final int HEADING = 30;
  private static final int AXIS = 34;
  private static final int CAP = 4;
  private static final int RADIUS = 4;
  private static final int LEAST_TICKS = 4;

  private static final MathContext TICK_DIGITS = new MathContext(6);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color LIMIT = new Color(0xB2182B);
  private static final BasicStroke DASHED =
      new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

  private final String title;
  private final String subtitle;

  /**
   * A value.
   *
   * @param label its name
   * @param value itself
   * @param lower the lower end of its interval
   * @param upper the upper end
   */
  public record Bar(String label, double value, double lower, double upper) {}

  /**
   * Values under a heading.
   *
   * @param label the heading
   * @param bars one or more
   */
  public record Panel(String label, List<Bar> bars) {}

  /** An axis: the pixels of its values. */
  private record Axis(double from, double to, double tick) {
    /** From a tick to a tick, so that all values are between. */
    static Axis of(double least, double largest) {
      double range = Math.max(largest - least, 1e-9 * Math.max(1, Math.abs(largest)));
      double tick = Math.pow(10, Math.floor(Math.log10(range)));
      while (range / tick < LEAST_TICKS) {
        tick /= 2;
      }
      return new Axis(Math.floor(least / tick) * tick, Math.ceil(largest / tick) * tick, tick);
    }

    double x(double value) {
      return Canvas.MARGIN + LABEL_WIDTH + (value - from) / (to - from) * WIDTH;
    }
  }

  /**
   * A picture to be drawn.
   *
   * @param title what is shown
   * @param subtitle with which settings
   */
  public IntervalPicture(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /**
   * Draws the panels.
   *
   * @param reference what all values are compared with
   * @param limit where the dashed line goes
   * @param panels one or more
   */
  public Picture draw(double reference, double limit, List<Panel> panels) {
    int rows = panels.stream().mapToInt(panel -> panel.bars().size()).sum();
    int height = Canvas.HEADER + HEADING * panels.size() + ROW * rows + AXIS + Canvas.MARGIN;
    return Picture.ofShapes(
        title,
        subtitle,
        3 * Canvas.MARGIN + LABEL_WIDTH + WIDTH,
        height,
        canvas -> draw(reference, limit, panels, height, canvas));
  }

  private static void draw(
      double reference, double limit, List<Panel> panels, int height, Canvas canvas) {
    Axis axis =
        Axis.of(
            Math.min(reference, extreme(panels, bar -> -bar.lower()) * -1),
            Math.max(limit, extreme(panels, Bar::upper)));
    int bottom = height - AXIS - Canvas.MARGIN;
    drawAxis(axis, canvas, bottom);
    drawLine(canvas.graphics(), axis.x(reference), Canvas.HEADER, bottom);
    canvas.graphics().setColor(LIMIT);
    canvas.graphics().setStroke(DASHED);
    drawLine(canvas.graphics(), axis.x(limit), Canvas.HEADER, bottom);
    canvas.graphics().setStroke(new BasicStroke(1.6f));
    int y = Canvas.HEADER;
    for (Panel panel : panels) {
      canvas.text(panel.label(), Font.BOLD, 13, Canvas.MARGIN, y + HEADING - 9);
      y += HEADING;
      for (Bar bar : panel.bars()) {
        canvas.text(bar.label(), Font.PLAIN, 12, Canvas.MARGIN, y + ROW / 2 + 4);
        draw(bar, axis, canvas.graphics(), y + ROW / 2);
        y += ROW;
      }
    }
  }

  private static double extreme(List<Panel> panels, ToDoubleFunction<Bar> end) {
    return panels.stream().flatMap(panel -> panel.bars().stream()).mapToDouble(end).max().orElse(0);
  }

  private static void drawAxis(Axis axis, Canvas canvas, int bottom) {
    long ticks = Math.round((axis.to() - axis.from()) / axis.tick());
    for (int i = 0; i <= ticks; i++) {
      double value = axis.from() + i * axis.tick();
      canvas.graphics().setColor(GRID);
      drawLine(canvas.graphics(), axis.x(value), Canvas.HEADER, bottom);
      String text = new BigDecimal(value).round(TICK_DIGITS).stripTrailingZeros().toPlainString();
      int width = canvas.graphics().getFontMetrics(Canvas.font(Font.PLAIN, 12)).stringWidth(text);
      canvas.text(text, Font.PLAIN, 12, (int) axis.x(value) - width / 2, bottom + 20);
    }
    canvas.graphics().setColor(Color.DARK_GRAY);
  }

  private static void drawLine(Graphics2D graphics, double x, int top, int bottom) {
    graphics.draw(new Line2D.Double(x, top, x, bottom));
  }

  private static void draw(Bar bar, Axis axis, Graphics2D graphics, int y) {
    graphics.setColor(Palette.color(0, 1));
    double left = axis.x(bar.lower());
    double right = axis.x(bar.upper());
    graphics.draw(new Line2D.Double(left, y, right, y));
    graphics.draw(new Line2D.Double(left, y - CAP, left, y + CAP));
    graphics.draw(new Line2D.Double(right, y - CAP, right, y + CAP));
    double x = axis.x(bar.value());
    graphics.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
  }
}
