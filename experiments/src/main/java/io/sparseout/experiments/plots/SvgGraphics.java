// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Font;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Element;

/**
 * What makes elements of SVG of all that is drawn. Text stays text, each line as wide as it was
 * laid out here, whichever font another machine shows it in.
 */
final class SvgGraphics extends SVGGraphics2D {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** How text is turned that runs upwards. */
  private static final double UPWARDS = -Math.PI / 2;

  private final Map<Font, OutlinedText> outlines;

  /** Graphics that draw nothing yet. */
  SvgGraphics(SVGGeneratorContext context) {
    super(context, false);
    outlines = new HashMap<>();
  }

  private SvgGraphics(SvgGraphics same) {
    super(same);
    outlines = same.outlines;
  }

  @Override
  public Graphics create() {
    return new SvgGraphics(this);
  }

  /** Letters stand where they belong, not at whole pixels. */
  @Override
  public FontRenderContext getFontRenderContext() {
    return CONTEXT;
  }

  @Override
  public void drawString(String text, float x, float y) {
    Element element = getDOMFactory().createElementNS(SVG_NAMESPACE_URI, SVG_TEXT_TAG);
    element.setAttributeNS(null, SVG_X_ATTRIBUTE, generatorCtx.doubleString(x));
    element.setAttributeNS(null, SVG_Y_ATTRIBUTE, generatorCtx.doubleString(y));
    double width = getFont().getStringBounds(text, CONTEXT).getWidth();
    element.setAttributeNS(
        null, SVG_TEXT_LENGTH_ATTRIBUTE, String.format(Locale.ROOT, "%.1f", width));
    element.setAttributeNS(null, SVG_LENGTH_ADJUST_ATTRIBUTE, SVG_SPACING_AND_GLYPHS_VALUE);
    element.appendChild(getDOMFactory().createTextNode(text));
    domGroupManager.addElement(element, DOMGroupManager.FILL);
  }

  @Override
  public void fill(Shape shape) {
    if (!(shape instanceof Path2D) || !(drawIfText(shape, 0) || drawIfText(shape, UPWARDS))) {
      super.fill(shape);
    }
  }

  private boolean drawIfText(Shape shape, double turn) {
    Shape level = AffineTransform.getRotateInstance(-turn).createTransformedShape(shape);
    String text =
        outlines.computeIfAbsent(getFont(), font -> new OutlinedText(font, CONTEXT)).read(level);
    if (text == null) {
      return false;
    }
    AffineTransform before = getTransform();
    rotate(turn);
    drawString(text, 0, 0);
    setTransform(before);
    return true;
  }
}
