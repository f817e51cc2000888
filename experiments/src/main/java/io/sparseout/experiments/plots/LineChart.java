// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over common axes. Lines with a name stand in the legend, each in a colour of its own. */
public final class LineChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;

  private static final MathContext TICK_DIGITS = new MathContext(6);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final BasicStroke SOLID = new BasicStroke(2.2f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

  private final XYChart chart = new XYChart(WIDTH, HEIGHT);
  private final String title;
  private final String subtitle;
  private final int lines;
  private int named;

  /**
   * An empty chart.
   *
   * @param title what is shown
   * @param subtitle with which settings
   * @param x what the horizontal axis counts
   * @param y what the vertical axis counts
   * @param lines how many lines with names there will be
   */
  public LineChart(String title, String subtitle, String x, String y, int lines) {
    this.title = title;
    this.subtitle = subtitle;
    this.lines = lines;
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    XYStyler style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartPadding(Canvas.MARGIN);
    style.setChartTitleVisible(false);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setAxisTitleFont(Canvas.font(Font.PLAIN, 14));
    style.setAxisTickLabelsFont(Canvas.font(Font.PLAIN, 12));
    style.setxAxisTickLabelsFormattingFunction(LineChart::text);
    style.setyAxisTickLabelsFormattingFunction(LineChart::text);
    style.setLegendFont(Canvas.font(Font.PLAIN, 13));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendPosition(Styler.LegendPosition.OutsideE);
    style.setMarkerSize(8);
    style.setErrorBarsColorSeriesColor(true);
    style.setLocale(Locale.ENGLISH);
  }

  /** Spaces the decades of the horizontal axis evenly. */
  public LineChart logarithmicX() {
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setXAxisLogarithmicDecadeOnly(true)
        .setxAxisTickLabelsFormattingFunction(null); // with one, the library's axis is linear
    return this;
  }

  /** Spaces the decades of the vertical axis evenly. */
  public LineChart logarithmicY() {
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisLogarithmicDecadeOnly(true)
        .setyAxisTickLabelsFormattingFunction(null); // as of the horizontal one
    return this;
  }

  /** Has the axes end at given numbers, wherever the lines do. */
  public LineChart ranges(double fromX, double toX, double fromY, double toY) {
    chart.getStyler().setXAxisMin(fromX).setXAxisMax(toX).setYAxisMin(fromY).setYAxisMax(toY);
    return this;
  }

  /** Leaves the legend away, where the axes say all. */
  public LineChart withoutLegend() {
    chart.getStyler().setLegendVisible(false);
    return this;
  }

  /** Labels the horizontal axis at whole numbers alone. */
  public LineChart wholeX() {
    chart.getStyler().setxAxisTickLabelsFormattingFunction(x -> x == Math.rint(x) ? text(x) : "");
    return this;
  }

  /** Adds a line in a colour of its own. */
  public void line(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    style(series, Palette.color(named++, lines), SOLID, SeriesMarkers.NONE);
  }

  /** Adds marks without a line between them, in a colour of their own. */
  public void marks(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    style(series, Palette.color(named++, lines), SOLID, SeriesMarkers.CIRCLE);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }

  /** Adds a dashed line to the line before, in its colour. */
  public void dashed(double[] x, double[] y) {
    XYSeries series = chart.addSeries("dashed " + named, x, y);
    style(series, Palette.color(named - 1, lines), DASHED, SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  /** Adds a dashed line through marked points to the line before, in its colour. */
  public void dashedPoints(double[] x, double[] y) {
    XYSeries series = chart.addSeries("dashed " + named, x, y);
    style(series, Palette.color(named - 1, lines), DASHED, SeriesMarkers.DIAMOND);
    series.setShowInLegend(false);
  }

  /**
   * Adds a line through points that are marked.
   *
   * @param halfWidths half the length of each point's error bar; null for none
   */
  public void points(String name, double[] x, double[] y, double[] halfWidths) {
    XYSeries series = chart.addSeries(name, x, y, halfWidths);
    style(series, Palette.color(named++, lines), SOLID, SeriesMarkers.CIRCLE);
  }

  /** The picture. */
  public Picture draw() {
    return Picture.ofShapes(title, subtitle, WIDTH, Canvas.HEADER + HEIGHT, this::draw);
  }

  private void draw(Canvas canvas) {
    canvas.graphics().translate(0, Canvas.HEADER);
    chart.paint(canvas.graphics(), WIDTH, HEIGHT);
  }

  private static void style(XYSeries series, Color color, BasicStroke stroke, Marker marker) {
    series.setLineColor(color);
    series.setLineStyle(stroke);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }

  /** A tick's number without the noise of its last digits. */
  private static String text(double number) {
    return new BigDecimal(number).round(TICK_DIGITS).stripTrailingZeros().toPlainString();
  }
}
