// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

/** Strings as JSON has them. */
final class JsonText {
  private static final int EXCERPT = 60;

  private JsonText() {}

  /** The string in quotes, with the escapes of RFC 8259, section 7, that must be. */
  static String quote(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.append('"').toString();
  }

  /** The string in quotes, for an error message: a long one is cut. */
  static String excerpt(String value) {
    return value.length() <= EXCERPT ? quote(value) : quote(value.substring(0, EXCERPT)) + "...";
  }

  /** Whether a string has half a surrogate pair, which no encoding can write. */
  static boolean isBroken(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
