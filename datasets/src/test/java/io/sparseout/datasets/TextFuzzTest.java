// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged texts are refused or read as the JDK reads them, whatever pieces they come in. */
class TextFuzzTest {
  private static final int MUTANTS = Integer.getInteger("sparseout.fuzz", 20_000);
  private static final byte[] TEXT =
      "\uFEFFthe c\u00e4t\r\nsat \u20ac \ud83d\ude00\u3000x\r\r\n \u00a0\n\n.".getBytes(UTF_8);

  /** Bytes that come a few at a time. */
  private static InputStream inPieces(byte[] text, Random random) {
    return new ByteArrayInputStream(text) {
      @Override
      public int read(byte[] to, int offset, int length) {
        return super.read(to, offset, Math.min(length, 1 + random.nextInt(5)));
      }
    };
  }

  private static String read(TextLevel level, InputStream in) throws IOException {
    TextReader reader = new TextReader(level, TextLimits.STANDARD);
    int size = reader.read(Path.of("text"), in);
    reader.read(Path.of("rest"), new ByteArrayInputStream(bytes('\n', '\n')));
    TextDataset set = reader.tokens().dataset("text", new TextOptions(level, 1, 999), size, 1);
    return Texts.words(set.train());
  }

  /** What should come of a text; null if it should be refused. */
  private static String expected(TextLevel level, byte[] bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    text = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    if (text.isEmpty() || text.indexOf(0) >= 0) {
      return null;
    }
    if (level == TextLevel.CHARACTERS) {
      return text.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }
    List<String> tokens = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String spaced = lines[i].replaceAll("[\\p{Z}\\t\\x0B\\f\\r\\x1C-\\x1F]", " ");
      Arrays.stream(spaced.split(" ")).filter(word -> !word.isEmpty()).forEach(tokens::add);
      if (i < lines.length - 1 || !lines[i].isEmpty()) {
        tokens.add("<eos>");
      }
    }
    return String.join(" ", tokens);
  }

  /** Whether a text is refused, as it should be. */
  private static boolean refused(TextLevel level, byte[] text, Random random) throws IOException {
    String expected = expected(level, text);
    InputStream in = inPieces(text, random);
    if (expected == null) {
      DataException e = assertThrows(DataException.class, () -> read(level, in));
      assertTrue(e.getMessage().startsWith("text: "), e.getMessage());
      return true;
    }
    assertEquals(expected, read(level, in));
    return false;
  }

  @ParameterizedTest
  @EnumSource
  void truncations(TextLevel level) throws IOException {
    int refused = 0;
    for (int length = 0; length <= TEXT.length; length++) {
      refused += refused(level, Arrays.copyOf(TEXT, length), new Random(length)) ? 1 : 0;
    }
    assertEquals(2 + 2 + 1 + 2 + 3 + 2 + 1, refused); // the empty ones, cuts within characters
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void mutants() throws IOException {
    Random random = new Random(20240601);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = TEXT.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutant[random.nextInt(mutant.length)] = (byte) interesting(random);
      }
      TextLevel level = TextLevel.values()[i % 2];
      refused += refused(level, mutant, random) ? 1 : 0;
    }
    assertTrue(refused > MUTANTS / 2, refused + " of " + MUTANTS + " refused");
    assertTrue(refused < MUTANTS, "none was read");
  }

  private static int interesting(Random random) {
    int[] edges = {0, '\n', '\r', ' ', 0x80, 0xC3, 0xE2, 0xF0, 0xFF};
    return random.nextBoolean() ? random.nextInt(256) : edges[random.nextInt(edges.length)];
  }
}
