// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as pixels. */
final class Png {
  /** Pixels for each unit, for sharp text on fine screens. */
  private static final int SCALE = 2;

  private Png() {}

  /** A picture painted. */
  static BufferedImage image(Picture picture) {
    BufferedImage image =
        new BufferedImage(
            SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    picture.paint(graphics);
    graphics.dispose();
    return image;
  }

  /** A picture as the content of a PNG file. */
  static byte[] bytes(Picture picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image(picture), "png", out);
    }
    return bytes.toByteArray();
  }
}
