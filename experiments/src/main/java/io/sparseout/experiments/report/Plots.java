// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Figure;
import io.sparseout.experiments.document.Image;
import io.sparseout.experiments.runs.RecordedRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The plots of a run as figures: of shapes where there is such a file, else of pixels. */
final class Plots {
  private static final long LARGEST = 20_000_000;
  private static final long MOST_PIXELS = 100_000_000;
  private static final String SVG = "svg";
  private static final String PNG = "png";

  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<String, String> faults = new TreeMap<>();

  private Plots() {}

  /**
   * Reads the plots of a run.
   *
   * @param document the folder of the document, from which links go out
   */
  static Plots of(RecordedRun run, Path document) {
    Plots plots = new Plots();
    Map<String, Path> files = new TreeMap<>();
    for (Path file : files(run.folder().resolve("plots"))) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      int point = name.lastIndexOf('.');
      String ending = name.substring(point + 1);
      if (point > 0 && (ending.equals(SVG) || ending.equals(PNG))) {
        files.merge(name.substring(0, point), file, (one, two) -> isSvg(one) ? one : two);
      }
    }
    files.forEach((name, file) -> plots.add(run, name, file, document));
    return plots;
  }

  /** The figures by the names of their plots. */
  Map<String, Figure> figures() {
    return figures;
  }

  /** What is wrong with files that are no pictures, by file. */
  Map<String, String> faults() {
    return faults;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isSvg(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + SVG);
  }

  private void add(RecordedRun run, String name, Path file, Path document) {
    String place = "plots/" + file.getFileName();
    try {
      if (Files.size(file) > LARGEST) {
        faults.put(place, "has more than " + LARGEST / 1_000_000 + " MB");
        return;
      }
      byte[] content = Files.readAllBytes(file);
      Optional<String> title = isSvg(file) ? SvgTitle.of(content) : pngTitle(content);
      Image.Type type = isSvg(file) ? Image.Type.SVG : Image.Type.PNG;
      String words = PlotWords.of(run.experiment(), name);
      String alternative = title.map(own -> words + ": " + Members.cut(own)).orElse(words);
      Image image = new Image(type, content, address(document, file));
      figures.put(name, new Figure(image, alternative, words + " (" + place + ")."));
    } catch (IOException | RuntimeException e) { // image readers throw others too
      faults.put(place, "is no picture that can be read (" + Members.cut(e.toString()) + ")");
    }
  }

  /** Its size is read first: a file of a few bytes may say that it is larger than the memory. */
  private static Optional<String> pngTitle(byte[] content) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("not an image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          throw new IOException("more than " + MOST_PIXELS / 1_000_000 + " million pixels");
        }
        reader.read(0);
      } finally {
        reader.dispose();
      }
    }
    return Optional.empty();
  }

  /** The file's place as a link from the document's folder. */
  private static String address(Path document, Path file) {
    Path from = document.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    StringBuilder path = new StringBuilder();
    for (Path part : from.relativize(to)) {
      path.append(path.isEmpty() ? "" : "/").append(part);
    }
    try {
      return new URI(null, null, path.toString(), null).toASCIIString();
    } catch (URISyntaxException e) {
      return path.toString();
    }
  }
}
