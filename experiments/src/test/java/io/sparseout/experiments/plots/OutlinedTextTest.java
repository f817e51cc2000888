// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlinedTextTest {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  @BeforeAll
  static void needNoDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "share of all activations in a bin, %",
        "sparseout:p=0.5,q=1.5,gradient=published",
        ".:;i!l|1I'\"-=_~",
        "two  spaces",
        " leading",
        "Öl é — λ² ≤ 1 × 10",
        "0123456789 1E-4 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz"
      })
  void textIsReadAsItWasWritten(String text) {
    for (int style : new int[] {Font.PLAIN, Font.BOLD}) {
      for (int size = 11; size <= 16; size++) {
        Font font = Canvas.font(style, size);
        assertEquals(
            text, new OutlinedText(font, CONTEXT).read(outline(text, font)), font::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatIsNoTextIsNotRead(int kind) {
    Font font = Canvas.font(Font.PLAIN, 12);
    Path2D moved = new Path2D.Double(outline("text", font));
    moved.append(new Rectangle2D.Double(100, 0, 3, 4), false);
    Shape shape =
        switch (kind) {
          case 1 -> new Path2D.Double();
          case 2 -> new Path2D.Double(new Rectangle2D.Double(0, 0, 10, 10));
          default -> moved;
        };
    assertNull(new OutlinedText(font, CONTEXT).read(shape));
  }

  private static Shape outline(String text, Font font) {
    return new TextLayout(text, font, CONTEXT).getOutline(null);
  }
}
