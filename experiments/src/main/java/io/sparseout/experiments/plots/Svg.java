// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Dimension;
import java.awt.Font;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSSerializer;

/**
 * Pictures as vector graphics: a single element {@code svg}, which can stand in a page of HTML too.
 * The same picture gives the same text, without dates or versions.
 */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Digits after the point. Of a unit a hundredth can be seen nowhere. */
  private static final int DIGITS = 2;

  private Svg() {}

  /** A picture as the content of an SVG file. */
  static byte[] bytes(Picture picture) {
    DOMImplementation dom = dom();
    Document document = dom.createDocument(NAMESPACE, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(DIGITS);
    SVGGeneratorContext.GraphicContextDefaults defaults =
        new SVGGeneratorContext.GraphicContextDefaults();
    defaults.setFont(Canvas.font(Font.PLAIN, 13));
    context.setGraphicContextDefaults(defaults);
    SvgGraphics graphics = new SvgGraphics(context);
    graphics.setSVGCanvasSize(new Dimension(picture.width(), picture.height()));
    picture.paint(graphics);
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
    root.setAttribute("role", "img");
    root.insertBefore(element(document, "desc", picture.subtitle()), root.getFirstChild());
    root.insertBefore(element(document, "title", picture.title()), root.getFirstChild());
    name(root);
    return (text(dom, root) + "\n").getBytes(UTF_8);
  }

  private static DOMImplementation dom() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e); // the JDK's own, as it is by default
    }
  }

  private static Element element(Document document, String name, String text) {
    Element element = document.createElementNS(NAMESPACE, name);
    element.setTextContent(text);
    return element;
  }

  /**
   * Names what parts are clipped by after its outline, and nothing else: where several pictures
   * stand in one page, things of one name are the same thing.
   */
  private static void name(Element root) {
    Map<String, String> names = new HashMap<>();
    for (Element element : elements(root)) {
      String before = element.getAttribute("id");
      element.removeAttribute("id");
      if (element.getTagName().equals("clipPath")) {
        String outline = ((Element) element.getFirstChild()).getAttribute("d");
        String name = "clip" + outline.replaceAll("[^0-9.]+", "-");
        element.setAttribute("id", name);
        names.put("url(#" + before + ")", "url(#" + name + ")");
      }
    }
    for (Element element : elements(root)) {
      String clip = element.getAttribute("clip-path");
      if (!clip.isEmpty()) {
        element.setAttribute("clip-path", names.getOrDefault(clip, clip));
      }
    }
  }

  private static List<Element> elements(Element root) {
    NodeList all = root.getElementsByTagName("*");
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
  }

  private static String text(DOMImplementation dom, Element root) {
    LSSerializer serializer = ((DOMImplementationLS) dom).createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    return serializer.writeToString(root);
  }
}
