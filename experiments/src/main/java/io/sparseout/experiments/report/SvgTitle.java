// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a picture of shapes calls itself. The file is read from its beginning to its end, without
 * recursion and without its document type, so that nothing outside it is read; a file that is not
 * well formed is no picture.
 */
final class SvgTitle {
  /** Far deeper than plots are, and no deeper than the newest JDKs read. */
  private static final int DEEPEST = 200;

  private final XMLStreamReader reader;
  private final StringBuilder title = new StringBuilder();
  private int depth;
  private int titleDepth;
  private boolean isRead;

  private SvgTitle(XMLStreamReader reader) {
    this.reader = reader;
  }

  /**
   * The text of its first {@code title}; nothing where there is none, or an empty one.
   *
   * @throws IOException if it is no SVG, or nested deeper than any plot
   */
  static Optional<String> of(byte[] content) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      SvgTitle title =
          new SvgTitle(factory.createXMLStreamReader(new ByteArrayInputStream(content)));
      title.read();
      return Optional.of(title.title.toString().strip()).filter(text -> !text.isEmpty());
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void read() throws XMLStreamException, IOException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamReader.START_ELEMENT -> begin(reader.getLocalName());
        case XMLStreamReader.END_ELEMENT -> end();
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
          if (titleDepth > 0) {
            title.append(reader.getText());
          }
        }
        default -> {} // comments and the like
      }
    }
  }

  private void begin(String name) throws IOException {
    depth++;
    if (depth == 1 && !name.equals("svg")) {
      throw new IOException("it is <" + name + ">, not <svg>");
    }
    if (depth > DEEPEST) {
      throw new IOException("its elements are nested more than " + DEEPEST + " deep");
    }
    if (name.equals("title") && !isRead) {
      isRead = true;
      titleDepth = depth;
    }
  }

  private void end() {
    if (depth == titleDepth) {
      titleDepth = 0;
    }
    depth--;
  }
}
