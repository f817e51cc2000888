// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/** Text of unknown origin, made fit to be shown. */
final class PlainText {
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /**
   * The text with a replacement character for each that no document may have or that would change
   * the order of others: controls but the line's end and the tabulator, half surrogate pairs,
   * non-characters, and marks of direction.
   */
  static String of(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isShown(c) ? c : REPLACEMENT));
    return clean.toString();
  }

  /** The same on one line. */
  static String line(String text) {
    return of(text).replaceAll("[\\s\\u2028\\u2029]+", " ").strip();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\t';
      case Character.SURROGATE -> false;
      case Character.FORMAT -> !((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
      default -> (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
    };
  }
}
