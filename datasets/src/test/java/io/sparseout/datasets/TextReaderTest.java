// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.join;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextReaderTest {
  private static final Path NAME = Path.of("text");
  private static final TextLimits SMALL = new TextLimits(100, 20, 7, 5, 30);

  /** A text of pieces without an end; counts the bytes that were taken from it. */
  private static final class Endless extends InputStream {
    private final LongFunction<String> pieces;
    private byte[] piece = new byte[0];
    private int position;
    private long number;
    private long taken;

    Endless(LongFunction<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      read(one, 0, 1);
      return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      for (int i = 0; i < length; i++) {
        if (position == piece.length) {
          piece = pieces.apply(number++).getBytes(UTF_8);
          position = 0;
        }
        to[offset + i] = piece[position++];
      }
      taken += length;
      return length;
    }
  }

  private static TokenList read(TextLevel level, TextLimits limits, InputStream in)
      throws IOException {
    TextReader reader = new TextReader(level, limits);
    reader.read(NAME, in);
    return reader.tokens();
  }

  private static String refusal(TextLevel level, TextLimits limits, InputStream in) {
    return assertThrows(DataException.class, () -> read(level, limits, in)).getMessage();
  }

  /** A bad text, how it is read, and what is said of it after its name. */
  record Bad(String name, TextLevel level, byte[] text, String message) {
    Bad(String name, byte[] text, String message) {
      this(name, TextLevel.WORDS, text, message);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> badTexts() {
    byte[] line = "a \u00e4\n".getBytes(UTF_8); // 5 bytes
    return Stream.concat(
        Stream.of(
            new Bad("empty", bytes(), "is empty; give a text in UTF-8"),
            new Bad("a mark alone", bytes(0xEF, 0xBB, 0xBF), "is empty; give a text in UTF-8"),
            new Bad("NUL", bytes(0), nul(0, 1)),
            new Bad("NUL later", join(line, bytes('a', 0)), nul(6, 2)),
            new Bad("UTF-16", "a\n".getBytes(UTF_16LE), nul(1, 1)),
            new Bad("NUL among characters", TextLevel.CHARACTERS, join(line, bytes(0)), nul(5, 2))),
        Stream.of(
                bytes(0x80), // a continuation at first
                bytes(0xBF),
                bytes(0xC0, 0x80), // NUL, too long
                bytes(0xC1, 0xBF),
                bytes(0xC3), // cut short
                bytes(0xC3, 'a'),
                bytes(0xE0, 0x9F, 0xBF), // too long
                bytes(0xE2, 0x82),
                bytes(0xE2, 0x82, '\n'),
                bytes(0xED, 0xA0, 0x80), // a surrogate
                bytes(0xF0, 0x8F, 0xBF, 0xBF), // too long
                bytes(0xF0, 0x9F, 0x98),
                bytes(0xF4, 0x90, 0x80, 0x80), // beyond U+10FFFF
                bytes(0xF5, 0x80, 0x80, 0x80),
                bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
                bytes(0xFE, 0xFF), // a mark of UTF-16
                bytes(0xFF))
            .flatMap(
                wrong ->
                    Stream.of(TextLevel.values())
                        .flatMap(
                            level ->
                                Stream.of(
                                    new Bad(
                                        level + " " + wrong.length + " " + wrong[0],
                                        level,
                                        wrong,
                                        notUtf8(wrong, 0, 1)),
                                    new Bad(
                                        level + " after " + wrong.length + " " + wrong[0],
                                        level,
                                        join(line, line, bytes('b'), wrong),
                                        notUtf8(wrong, 11, 3))))));
  }

  private static String nul(long offset, int line) {
    return "has a NUL at byte " + offset + ", in line " + line + "; give a text in UTF-8";
  }

  private static String notUtf8(byte[] wrong, long offset, int line) {
    return String.format(
        "is not UTF-8: 0x%02x at byte %d, in line %d; save it in UTF-8", wrong[0], offset, line);
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void refusesBadTexts(Bad bad) {
    String message =
        refusal(bad.level(), TextLimits.STANDARD, new ByteArrayInputStream(bad.text()));
    assertEquals("text: " + bad.message(), message);
  }

  @Test
  void wordsStandBetweenWhiteSpaceOfAnyKind() throws IOException {
    String text = "\uFEFF a\tb\u00a0c\u2003 d\r\n\n\uFEFFe\rf";
    TokenList tokens =
        read(TextLevel.WORDS, TextLimits.STANDARD, new ByteArrayInputStream(text.getBytes(UTF_8)));
    assertEquals(6 + 3, tokens.size());
    assertEquals(3, tokens.lines());
    assertEquals(List.of(0, 5, 6), List.of(tokens.before(0), tokens.before(1), tokens.before(2)));
    TextDataset set = tokens.dataset("text", TextOptions.words(), 7, 1);
    assertEquals("a b c d <eos> <eos> \uFEFFe", Texts.words(set.train()));
  }

  @Test
  void limitsMayBeReachedAndNotPassed() throws IOException {
    for (TextLevel level : TextLevel.values()) {
      read(level, SMALL, new ByteArrayInputStream("abcde\nabcd\n".getBytes(UTF_8)));
      read(level, SMALL, new ByteArrayInputStream("\n".repeat(20).getBytes(UTF_8)));
      assertEquals(
          "text: has more than 20 tokens at byte 21, in line 21; give a part of the text",
          refusal(level, SMALL, new ByteArrayInputStream("\n".repeat(21).getBytes(UTF_8))));
    }
    read(
        TextLevel.WORDS,
        SMALL,
        new ByteArrayInputStream(" ".repeat(99).concat("a").getBytes(UTF_8)));
    assertEquals(
        "text: has more than 100 bytes; give a part of the text",
        refusal(TextLevel.WORDS, SMALL, new ByteArrayInputStream(" ".repeat(101).getBytes(UTF_8))));
    assertEquals(
        "text: has a word of more than 5 characters at byte 8, in line 2; put spaces between words,"
            + " or read it as characters",
        refusal(TextLevel.WORDS, SMALL, new ByteArrayInputStream("a\nabcdefg".getBytes(UTF_8))));
    read(TextLevel.WORDS, SMALL, new ByteArrayInputStream("a b c d e f f\n".getBytes(UTF_8)));
    assertEquals(
        "text: has more than 7 different words at byte 16, in line 2; read it as characters, or give"
            + " a text whose words come again",
        refusal(
            TextLevel.WORDS, SMALL, new ByteArrayInputStream("a b c d e f f\n g".getBytes(UTF_8))));
  }

  @Test
  void aLineWithoutAnEndIsRefusedWhereItsWordIsTooLong() {
    Endless text = new Endless(i -> "x");
    assertEquals(
        "text: has a word of more than 4096 characters at byte 4097, in line 1; put spaces between"
            + " words, or read it as characters",
        refusal(TextLevel.WORDS, TextLimits.STANDARD, text));
    assertTrue(text.taken < 1 << 17, text.taken + " bytes taken");
  }

  @Test
  void aLineOfWordsWithoutAnEndIsRefusedWhereItHasTooManyTokens() {
    TextLimits limits = new TextLimits(1L << 32, 1 << 20, 1000, 100, 1 << 20);
    long before = allocated();
    String message = refusal(TextLevel.WORDS, limits, new Endless(i -> "to be "));
    long bytes = allocated() - before;
    assertEquals(
        "text: has more than 1048576 tokens at byte 3145731, in line 1; give a part of the text",
        message);
    assertTrue(bytes < 200L << 20, bytes + " bytes");
  }

  @Test
  void wordsThatNeverComeAgainAreRefused() {
    Endless text = new Endless(i -> "w" + i + "\n");
    String message = refusal(TextLevel.WORDS, TextLimits.STANDARD, text);
    assertEquals(
        "text: has more than 1000000 different words at byte 7888890, in line 1000000; read it as"
            + " characters, or give a text whose words come again",
        message);
  }

  @Test
  void wordsThatAreLongAndNeverComeAgainAreRefused() {
    TextLimits limits = new TextLimits(1 << 20, 1 << 20, 1000, 100, 250);
    Endless text = new Endless(i -> "w".repeat(90) + (char) ('a' + i) + "\n");
    assertEquals(
        "text: has different words of more than 250 characters together at byte 276, in line 3; read"
            + " it as characters, or give a text whose words come again",
        refusal(TextLevel.WORDS, limits, text));
  }

  @Test
  void aBombOfSpacesIsRefused() {
    TextLimits limits = new TextLimits(1 << 20, 100, 100, 100, 1 << 20);
    Endless text = new Endless(i -> " ");
    assertEquals(
        "text: has more than 1048576 bytes; give a part of the text",
        refusal(TextLevel.WORDS, limits, text));
    assertTrue(text.taken < 3 << 19, text.taken + " bytes taken");
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
