// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Path;

/**
 * Reads the JSON of a safetensors header (RFC 8259): objects, arrays, strings and integers from 0
 * on; what else JSON has is refused. The caller asks for what must come next, so nothing is built
 * that it does not want, and nothing nests deeper than it asks for: there is no recursion.
 *
 * <p>Every error is a {@link CheckpointException} that names the byte of the file.
 */
final class JsonReader {
  private static final int END = -1;

  private final Path file;
  private final byte[] text;
  private final int start;
  private int next;
  private boolean first;

  /**
   * A reader at the beginning of a text.
   *
   * @param file where the text is from, for messages
   * @param start where in the file the text starts, for messages
   * @param text the JSON in UTF-8; not modified
   */
  JsonReader(Path file, int start, byte[] text) {
    this.file = file;
    this.start = start;
    this.text = text;
    checkUtf8();
  }

  private void checkUtf8() {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(text);
    CharBuffer out = CharBuffer.allocate(4096);
    while (decoder.decode(in, out.clear(), true).isOverflow()) {}
    if (in.hasRemaining()) {
      throw error(in.position(), "this is not UTF-8");
    }
  }

  /** Enters an object; {@link #nextKey} goes through it. */
  void beginObject() {
    expect('{');
    first = true;
  }

  /** Enters an array; {@link #nextElement} goes through it. */
  void beginArray() {
    expect('[');
    first = true;
  }

  /** The next key, with its value to be read next; null where the object ends, which it leaves. */
  String nextKey() {
    if (leaves('}')) {
      return null;
    }
    String key = string();
    skipSpace();
    expect(':');
    skipSpace();
    return key;
  }

  /** Whether the array has another element, to be read next; if not, leaves the array. */
  boolean nextElement() {
    return !leaves(']');
  }

  private boolean leaves(char close) {
    skipSpace();
    if (peek() == close) {
      next++;
      first = false;
      return true;
    }
    if (!first) {
      if (peek() != ',') {
        throw unexpected("',' or '" + close + "'");
      }
      next++;
      skipSpace();
    }
    first = false;
    return false;
  }

  /** Reads an integer from 0 on. */
  long integer() {
    int from = next;
    long value = 0;
    for (int c = peek(); c >= '0' && c <= '9'; c = peek()) {
      int digit = c - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw error(from, "a number is larger than " + Long.MAX_VALUE);
      }
      value = 10 * value + digit;
      next++;
    }
    if (next == from) {
      throw unexpected("an integer from 0 on");
    }
    if (text[from] == '0' && next > from + 1) {
      throw error(from, "a number begins with a needless 0");
    }
    return value;
  }

  /** Reads a string. */
  String string() {
    int quote = next;
    expect('"');
    StringBuilder value = new StringBuilder();
    int from = next;
    while (true) {
      int c = peek();
      if (c == END) {
        throw error(quote, "a string has no end");
      }
      if (c < ' ') {
        throw unexpected("no control character in a string");
      }
      next++;
      if (c == '"' || c == '\\') {
        value.append(new String(text, from, next - 1 - from, UTF_8));
        if (c == '"') {
          return whole(value.toString(), quote);
        }
        value.append(escaped());
        from = next;
      }
    }
  }

  private String whole(String value, int quote) {
    if (JsonText.isBroken(value)) {
      throw error(quote, "a string has half a surrogate pair");
    }
    return value;
  }

  private char escaped() {
    int c = peek();
    next++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> {
        next--;
        throw unexpected("one of \"\\/bfnrtu after a backslash");
      }
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after \\u");
      }
      value = 16 * value + digit;
      next++;
    }
    return (char) value;
  }

  /** Makes sure that only the spaces follow that may pad a header. */
  void end() {
    while (peek() == ' ') {
      next++;
    }
    if (peek() != END) {
      throw unexpected("nothing but spaces after the last '}'");
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw unexpected(c == '"' ? "a string" : "'" + c + "'");
    }
    next++;
  }

  private void skipSpace() {
    for (int c = peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek()) {
      next++;
    }
  }

  private int peek() {
    return next < text.length ? text[next] & 0xff : END;
  }

  private CheckpointException unexpected(String expected) {
    int c = peek();
    String found =
        c == END
            ? "the header's end"
            : c > ' ' && c < 0x7f ? "'" + (char) c + "'" : String.format("byte 0x%02x", c);
    return error(next, "expected " + expected + ", found " + found);
  }

  private CheckpointException error(int position, String problem) {
    return new CheckpointException(
        file, "byte " + (start + (long) position) + ": " + problem, Header.DAMAGED);
  }
}
