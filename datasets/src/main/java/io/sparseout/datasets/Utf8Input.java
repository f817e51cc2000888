// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;

/**
 * The code points of a text in UTF-8, one after the other, in little memory. A byte-order mark at
 * its start is left out, and a carriage return before a line feed. Bytes that are not UTF-8 and NUL
 * are refused by their place.
 */
final class Utf8Input {
  /** What there is after the last code point. */
  static final int END = -1;

  private static final int PIECE = 1 << 13;
  private static final int MARK = 0xFEFF;

  private final Path path;
  private final InputStream in;
  private final long mostBytes;
  private final CharsetDecoder decoder = UTF_8.newDecoder(); // reports what is malformed
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);
  private final CharBuffer chars = CharBuffer.allocate(PIECE).limit(0); // no more than bytes
  private boolean ended;
  private boolean malformed;
  private int wrongByte;
  private long offset;
  private long line = 1;
  private boolean lineEnded;

  /**
   * A text from its start.
   *
   * @param path what to call it in messages
   * @param mostBytes how long it may be
   */
  Utf8Input(Path path, InputStream in, long mostBytes) {
    this.path = path;
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /**
   * The next code point, or {@link #END}.
   *
   * @throws DataException if the bytes there are not UTF-8, or one is NUL, or the text is too long
   */
  int next() throws IOException {
    if (lineEnded) {
      line++;
    }
    int point = take();
    if (point == MARK && offset == 3) {
      point = take();
    }
    if (point == '\r' && more() && chars.get(chars.position()) == '\n') {
      point = take();
    }
    lineEnded = point == '\n';
    return point;
  }

  /** An exception about what came last, with its place. */
  DataException bad(String problem, String remedy) {
    return new DataException(path, problem + " at byte " + offset + ", in line " + line, remedy);
  }

  private int take() throws IOException {
    if (!more()) {
      return END;
    }
    char first = chars.get();
    int point =
        Character.isHighSurrogate(first) ? Character.toCodePoint(first, chars.get()) : first;
    if (point == 0) {
      throw bad("has a NUL", "give a text in UTF-8");
    }
    offset += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    return point;
  }

  /** Whether there are characters left, of which some are in {@link #chars} then. */
  private boolean more() throws IOException {
    while (!chars.hasRemaining() && !ended && !malformed) {
      decode();
    }
    if (!chars.hasRemaining() && malformed) {
      throw bad(String.format("is not UTF-8: 0x%02x", wrongByte), "save it in UTF-8");
    }
    return chars.hasRemaining();
  }

  private void decode() throws IOException {
    if (offset > mostBytes) {
      throw new DataException(
          path, "has more than " + mostBytes + " bytes", "give a part of the text");
    }
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
    CoderResult result = decoder.decode(bytes, chars.clear(), ended);
    chars.flip();
    malformed = result.isError();
    if (malformed) {
      wrongByte = bytes.get(bytes.position()) & 0xFF;
    }
    bytes.compact();
  }
}
