// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import io.sparseout.core.io.AtomicFile;
import java.awt.AWTError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
   * Draws a plot and writes it as PNG, and one of shapes as SVG too. A Java runtime may lack what
   * drawing needs, such as fonts: the results are worth keeping all the same, so this says so and
   * goes on.
   *
   * @param name the files' name, without {@code .png}
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public void add(String name, Supplier<Picture> plot) {
    byte[] png;
    byte[] svg = null;
    try {
      Picture picture = plot.get();
      png = Png.bytes(picture);
      if (picture.isOfShapes()) {
        svg = Svg.bytes(picture);
      }
    } catch (AWTError | LinkageError | InternalError | IOException e) {
      err.println("sparseout: the plot " + name + " cannot be drawn here: " + e);
      return;
    }
    if (svg != null) {
      write(name + ".svg", svg);
    }
    written.add(write(name + ".png", png));
  }

  private Path write(String name, byte[] bytes) {
    Path file = folder.resolve(name);
    AtomicFile.write(file, out -> out.write(bytes));
    return file;
  }

  /** The PNG files that were written; an SVG file stands beside those of shapes. */
  public List<Path> written() {
    return List.copyOf(written);
  }
}
