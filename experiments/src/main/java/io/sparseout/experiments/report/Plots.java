// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Figure;
import io.sparseout.experiments.document.Image;
import io.sparseout.experiments.runs.RecordedRun;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The plots of a run as figures: of shapes where there is such a file, else of pixels. */
final class Plots {
  private static final long LARGEST = 20_000_000;
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
      Optional<String> title = isSvg(file) ? svgTitle(content) : pngTitle(content);
      Image.Type type = isSvg(file) ? Image.Type.SVG : Image.Type.PNG;
      String words = PlotWords.of(run.experiment(), name);
      String alternative = title.map(own -> words + ": " + Members.cut(own)).orElse(words);
      Image image = new Image(type, content, address(document, file));
      figures.put(name, new Figure(image, alternative, words + " (" + place + ")."));
    } catch (IOException | SAXException e) {
      faults.put(place, "is no picture that can be read (" + Members.cut(e.toString()) + ")");
    }
  }

  private static Optional<String> pngTitle(byte[] content) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
    if (image == null) {
      throw new IOException("not an image");
    }
    return Optional.empty();
  }

  /** What the picture calls itself. Nothing outside the file is read for it. */
  private static Optional<String> svgTitle(byte[] content) throws IOException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(STRICT);
      Element root = builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
      if (!SVG.equals(root.getLocalName())) {
        throw new IOException("it is <" + root.getNodeName() + ">, not <svg>");
      }
      NodeList titles = root.getElementsByTagNameNS("*", "title");
      return Optional.of(titles)
          .filter(list -> list.getLength() > 0)
          .map(list -> list.item(0).getTextContent().strip())
          .filter(text -> !text.isEmpty());
    } catch (ParserConfigurationException e) {
      throw new IOException("XML cannot be read here", e);
    }
  }

  /** Without it, the parser prints what it throws. */
  private static final ErrorHandler STRICT =
      new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
          throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
          throw e;
        }
      };

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
