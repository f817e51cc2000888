// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads text of one font from its outline. The chart library fills the outlines of letters, where a
 * vector graphic is to have text: which can be searched, read aloud, and is shorter by far.
 */
final class OutlinedText {
  /** Units that two points of equal letters differ by at most: what floats are rounded by. */
  private static final double TOLERANCE = 0.005;

  /** Letters beside Latin ones that charts are labelled with. */
  private static final String SIGNS = "–—‘’“”…−×·≤≥≈√∞→∑∂";

  private static final int MOST_SPACES = 4;

  /** In the order in which they are tried: of two that begin alike, the longer one first. */
  private final List<Glyph> glyphs;

  private final double space;

  /** What reads text of a font that is laid out in a context, without hinting. */
  OutlinedText(Font font, FontRenderContext context) {
    IntStream latin = IntStream.concat(IntStream.range('!', 0x7F), IntStream.range(0xA1, 0x100));
    IntStream all =
        IntStream.concat(
            latin, IntStream.concat(IntStream.rangeClosed(0x391, 0x3C9), SIGNS.chars()));
    glyphs =
        all.filter(font::canDisplay)
            .mapToObj(letter -> Glyph.of((char) letter, font, context))
            .filter(glyph -> !glyph.outline.isEmpty())
            .sorted(Comparator.comparingInt((Glyph glyph) -> -glyph.outline.size()))
            .toList();
    space = Glyph.of(' ', font, context).advance;
  }

  private record Glyph(char letter, List<double[]> outline, double advance) {
    static Glyph of(char letter, Font font, FontRenderContext context) {
      GlyphVector one = font.createGlyphVector(context, new char[] {letter});
      return new Glyph(letter, segments(one.getOutline()), one.getGlyphMetrics(0).getAdvance());
    }

    boolean isAt(int index, double pen, List<double[]> segments) {
      if (index + outline.size() > segments.size()) {
        return false;
      }
      for (int i = 0; i < outline.size(); i++) {
        if (!equal(outline.get(i), pen, segments.get(index + i))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The text that has this outline, with its base line's start at (0, 0).
   *
   * @return null if there is none
   */
  String read(Shape shape) {
    List<double[]> segments = segments(shape);
    StringBuilder text = new StringBuilder();
    double pen = 0;
    int spaces = 0;
    for (int index = 0; index < segments.size(); ) {
      Glyph glyph = glyphAt(index, pen, segments);
      if (glyph != null) {
        text.append(glyph.letter);
        index += glyph.outline.size();
        pen += glyph.advance;
        spaces = 0;
      } else if (spaces++ < MOST_SPACES) { // has no outline
        text.append(' ');
        pen += space;
      } else {
        return null;
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private Glyph glyphAt(int index, double pen, List<double[]> segments) {
    for (Glyph glyph : glyphs) {
      if (glyph.isAt(index, pen, segments)) {
        return glyph;
      }
    }
    return null;
  }

  /** The parts of a path: what each is, and its points. */
  private static List<double[]> segments(Shape shape) {
    List<double[]> segments = new ArrayList<>();
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      double[] segment = new double[7];
      segment[6] = path.currentSegment(segment);
      segments.add(segment);
    }
    return segments;
  }

  private static boolean equal(double[] letter, double pen, double[] segment) {
    if (letter[6] != segment[6]) {
      return false;
    }
    int points = points((int) letter[6]);
    for (int i = 0; i < points; i++) {
      boolean x = Math.abs(letter[2 * i] + pen - segment[2 * i]) <= TOLERANCE;
      boolean y = Math.abs(letter[2 * i + 1] - segment[2 * i + 1]) <= TOLERANCE;
      if (!x || !y) {
        return false;
      }
    }
    return true;
  }

  private static int points(int type) {
    return switch (type) {
      case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 1;
      case PathIterator.SEG_QUADTO -> 2;
      case PathIterator.SEG_CUBICTO -> 3;
      default -> 0;
    };
  }
}
