// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

/** Reads what {@link Plan#toString} wrote, and nothing else. */
final class PlanReader {
  /** Deeper than any model; the reader's own calls nest as deep. */
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int next;

  private PlanReader(String text) {
    this.text = text;
  }

  /**
   * The layer of a text.
   *
   * @throws IllegalArgumentException if the text is no layer's
   */
  static Plan read(String text) {
    PlanReader reader = new PlanReader(text);
    Plan plan = reader.layer(1);
    if (reader.next != text.length()) {
      throw reader.unexpected("the end");
    }
    return plan;
  }

  private Plan layer(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("layers nest deeper than " + MAX_DEPTH);
    }
    Plan plan = Plan.of(word("a layer"));
    expect("(");
    boolean first = true;
    while (!takes(")")) {
      if (!first) {
        expect(", ");
      }
      first = false;
      String name = word("a name or ')'");
      boolean isNew;
      if (takes("=")) {
        isNew = plan.settings().put(name, word("a value")) == null;
      } else {
        expect(": ");
        isNew = plan.parts().put(name, layer(depth + 1)) == null;
      }
      if (!isNew) {
        throw error("two things are named " + name);
      }
    }
    return plan;
  }

  private String word(String wanted) {
    int from = next;
    while (next < text.length() && isOfWord(text.charAt(next))) {
      next++;
    }
    if (next == from) {
      throw unexpected(wanted);
    }
    return text.substring(from, next);
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private boolean takes(String expected) {
    boolean there = text.startsWith(expected, next);
    next += there ? expected.length() : 0;
    return there;
  }

  private void expect(String expected) {
    if (!takes(expected)) {
      throw unexpected("'" + expected + "'");
    }
  }

  private IllegalArgumentException unexpected(String wanted) {
    String found =
        next < text.length()
            ? "'" + text.substring(next, Math.min(text.length(), next + 20)) + "'"
            : "the end";
    return error("expected " + wanted + ", found " + found);
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException("character " + next + ": " + problem);
  }
}
