// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.datasets.ImageDataset;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/** Images that a classifier gets wrong, with their class, and what it takes them for. */
public final class MistakePicture {
  /** How many images there is room for. */
  public static final int MOST = 40;

  private static final int COLUMNS = 8;
  private static final int CELL_WIDTH = 132;
  private static final int CAPTION = 44;
  private static final int SIDE = 96;
  private static final Color RIGHT = new Color(0x1B7837);
  private static final Color WRONG = new Color(0xB2182B);

  private final ImageDataset images;
  private final int zoom;

  /** Pictures of a set's images. */
  public MistakePicture(ImageDataset images) {
    this.images = images;
    this.zoom = Math.max(1, SIDE / Math.max(images.height(), images.width()));
  }

  /**
   * A mistake.
   *
   * @param image the image's number
   * @param label its class
   * @param predicted the class that it is taken for
   * @param probability what that class is given, from 0 to 1
   */
  public record Cell(int image, int label, int predicted, float probability) {}

  /**
   * The picture of the first {@value #MOST} mistakes.
   *
   * @param title what is shown
   * @param subtitle with which settings
   * @param mistakes in their order
   */
  public Picture draw(String title, String subtitle, List<Cell> mistakes) {
    List<Cell> shown = mistakes.subList(0, Math.min(MOST, mistakes.size()));
    int rows = Math.max(1, (shown.size() + COLUMNS - 1) / COLUMNS);
    int cellHeight = zoom * images.height() + CAPTION;
    return Picture.ofPixels(
        title,
        subtitle,
        Canvas.MARGIN + COLUMNS * CELL_WIDTH,
        Canvas.HEADER + rows * cellHeight + Canvas.MARGIN,
        canvas -> draw(shown, cellHeight, canvas));
  }

  private void draw(List<Cell> shown, int cellHeight, Canvas canvas) {
    for (int i = 0; i < shown.size(); i++) {
      int x = Canvas.MARGIN + i % COLUMNS * CELL_WIDTH;
      int y = Canvas.HEADER + i / COLUMNS * cellHeight;
      draw(shown.get(i), canvas, x, y);
    }
  }

  private void draw(Cell mistake, Canvas canvas, int x, int y) {
    draw(mistake.image(), canvas.graphics(), x, y);
    int base = y + zoom * images.height();
    canvas.text(images.className(mistake.label()), RIGHT, Font.PLAIN, 12, x, base + 15);
    String guess =
        String.format(
            Locale.ROOT,
            "%s %.0f %%",
            images.className(mistake.predicted()),
            100 * mistake.probability());
    canvas.text(guess, WRONG, Font.PLAIN, 12, x, base + 30);
  }

  private void draw(int image, Graphics2D graphics, int left, int top) {
    float[] values = images.images(image, 1).toFloatArray();
    int pixels = images.height() * images.width();
    int last = images.channels() - 1; // grey has one channel for all three colours
    for (int i = 0; i < pixels; i++) {
      float red = values[i];
      float green = values[Math.min(1, last) * pixels + i];
      float blue = values[Math.min(2, last) * pixels + i];
      graphics.setColor(new Color(red, green, blue));
      int column = i % images.width();
      int row = i / images.width();
      graphics.fillRect(left + column * zoom, top + row * zoom, zoom, zoom);
    }
  }
}
