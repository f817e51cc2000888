// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.regularizers.sparsity.Histogram;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgTest {
  @BeforeAll
  static void needNoDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void allTextOfAChartIsText() throws Exception {
    List<String> texts = texts(root(chart("Loss <1> & \"more\"").draw()), "text");
    for (String text :
        List.of("Loss <1> & \"more\"", "p = 0.5", "x, µm", "share, %", "q = 1.5", "λ ≤ 2 × √q")) {
      assertTrue(texts.contains(text), () -> text + " is not in " + texts);
    }
    assertTrue(texts.containsAll(List.of("1", "2", "3")), () -> "ticks: " + texts);
  }

  @Test
  void ticksOfALogarithmicAxisAreText() throws Exception {
    LineChart chart = new LineChart("t", "s", "x", "y", 1).logarithmicX();
    chart.line("a", new double[] {0.0001, 10}, new double[] {-1, 1});
    List<String> texts = texts(root(chart.draw()), "text");
    assertTrue(texts.containsAll(List.of("0.001", "0.01", "0.1", "1")), texts::toString);
  }

  @Test
  void aTextThatRunsUpwardsIsTurned() throws Exception {
    for (Element text : elements(root(chart("t").draw()), "text")) {
      boolean turned = text.getAttribute("transform").contains("rotate(-90)");
      assertEquals(text.getTextContent().equals("share, %"), turned, text.getTextContent());
    }
  }

  @Test
  void aTextIsAsWideAsItWasLaidOutWhateverTheFont() throws Exception {
    Element root = root(chart("t").draw());
    for (Element text : elements(root, "text")) {
      assertTrue(Double.parseDouble(text.getAttribute("textLength")) > 0);
      assertEquals("spacingAndGlyphs", text.getAttribute("lengthAdjust"));
    }
    assertEquals("sans-serif", root.getAttribute("font-family"));
    for (Element element : elements(root, "*")) {
      assertEquals("", element.getAttribute("font-family"), element.getTagName());
    }
  }

  @Test
  void lettersThatAreNoTextStayShapes() throws Exception {
    LineChart chart = new LineChart("t", "s", "x", "y", 1);
    chart.line("अ", new double[] {1, 2}, new double[] {1, 2}); // none that is read
    assertFalse(texts(root(chart.draw()), "text").contains("अ"));
  }

  @Test
  void itSaysWhatItIsAndHowLargeItIs() throws Exception {
    Picture picture = chart("Loss").draw();
    Element root = root(picture);
    assertEquals(List.of("Loss"), texts(root, "title"));
    assertEquals(List.of("p = 0.5"), texts(root, "desc"));
    assertEquals("0 0 " + picture.width() + " " + picture.height(), root.getAttribute("viewBox"));
    assertEquals("img", root.getAttribute("role"));
  }

  @Test
  void theSamePictureIsTheSameBytesWithoutVersionsOrDates() {
    byte[] first = Svg.bytes(chart("t").draw());
    assertArrayEquals(first, Svg.bytes(chart("t").draw()));
    String text = new String(first, UTF_8);
    assertFalse(text.contains("<!--") || text.contains("<?") || text.contains("Batik"), text);
  }

  @Test
  void whatIsClippedNamesAnOutlineThatIsThere() throws Exception {
    Element root = root(chart("t").draw());
    List<String> names =
        elements(root, "clipPath").stream().map(clip -> clip.getAttribute("id")).toList();
    List<Element> clipped =
        elements(root, "*").stream().filter(part -> part.hasAttribute("clip-path")).toList();
    assertFalse(clipped.isEmpty());
    for (Element part : clipped) {
      String name = part.getAttribute("clip-path").replaceAll("url\\(#(.*)\\)", "$1");
      assertTrue(names.contains(name), () -> name + " is none of " + names);
    }
    List<Element> others =
        elements(root, "*").stream()
            .filter(part -> part.hasAttribute("id") && !part.getTagName().equals("clipPath"))
            .toList();
    assertEquals(List.of(), others);
  }

  @Test
  void aHistogramHasABarForEachCountAndItsOutline() throws Exception {
    Histogram bars = new Histogram(-1, 1, 7);
    bars.add(0.5);
    HistogramPicture picture = new HistogramPicture("t", "s");
    Element plain = root(picture.draw(List.of(new HistogramPicture.Panel("layer 1", bars, null))));
    Element both = root(picture.draw(List.of(new HistogramPicture.Panel("layer 1", bars, bars))));
    assertEquals(elements(plain, "path").size() + 1, elements(both, "path").size());
    assertTrue(texts(plain, "text").containsAll(List.of("layer 1", "-1", "0", "1")));
  }

  private static LineChart chart(String title) {
    LineChart chart = new LineChart(title, "p = 0.5", "x, µm", "share, %", 2).wholeX();
    chart.points("q = 1.5", new double[] {1, 2, 3}, new double[] {1, 4, 9}, new double[] {1, 1, 1});
    chart.line("λ ≤ 2 × √q", new double[] {1, 2, 3}, new double[] {9, 4, 1});
    chart.dashed(new double[] {1, 2, 3}, new double[] {5, 5, 5});
    return chart;
  }

  private static Element root(Picture picture) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Svg.bytes(picture)))
        .getDocumentElement();
  }

  private static List<String> texts(Element root, String tag) {
    return elements(root, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element root, String tag) {
    NodeList all = root.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }
}
