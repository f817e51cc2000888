// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** How a page looks: on a screen of any width, light or dark, and on paper. */
final class Stylesheet {
  private static final String RESOURCE = "document.css";

  private Stylesheet() {}

  /** The rules. */
  static String text() {
    try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
