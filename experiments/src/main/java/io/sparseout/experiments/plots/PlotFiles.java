// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.core.io.AtomicFile;
import java.awt.AWTError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The plots of one run, each written whole or not at all. */
public final class PlotFiles {
  private final Path folder;
  private final PrintWriter err;
  private final List<Path> written = new ArrayList<>();

  /**
   * Files in a folder.
   *
   * @param err is told of plots that cannot be drawn
   */
  public PlotFiles(Path folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  /**
   * Draws a plot and writes it. A Java runtime may lack what drawing needs, such as fonts: the
   * results are worth keeping all the same, so this says so and goes on.
   *
   * @param name the file's name, without {@code .png}
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void add(String name, Supplier<BufferedImage> plot) {
    byte[] bytes;
    try {
      bytes = png(plot.get());
    } catch (AWTError | LinkageError | InternalError | IOException e) {
      err.println("sparseout: the plot " + name + " cannot be drawn here: " + e);
      return;
    }
    Path file = folder.resolve(name + ".png");
    AtomicFile.write(file, out -> out.write(bytes));
    written.add(file);
  }

  /** The files that were written. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }
}
