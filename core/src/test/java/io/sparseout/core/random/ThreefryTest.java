// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreefryTest {
  /** The lines "threefry4x32 20" of the file kat_vectors that comes with Random123. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000 00000000 00000000,"
        + "9c6ca96a e17eae66 fc10ecd4 5256a7d8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff ffffffff ffffffff,"
        + "2a881696 57012287 f6c7446e a16a6732",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0 082efa98 ec4e6c89,"
        + "59cd1dbb b8879579 86b5d00c ac8b6d84"
  })
  void publishedAnswers(String counter, String key, String expected) {
    int[] output = new int[4];
    Threefry.block(words(counter), words(key), output);
    assertEquals(expected, text(output));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 12_345, (1L << 28) - 1, 1L << 28, 1L << 40})
  void aGroupIsSixteenBlocksWordByWord(long group) {
    RandomKey key = new RandomKey(0x0123456789ABCDEFL, 0xFEDCBA9876543210L, 0x0F1E2D3C4B5A6978L);
    int[] schedule = {0x89ABCDEF, 0x01234567, 0x76543210, 0xFEDCBA98};
    int[] expected = new int[Threefry.GROUP];
    for (int i = 0; i < Threefry.GROUP; i++) {
      long number = 16 * group + i % 16;
      int[] counter = {(int) number, (int) (number >>> 32), 0x4B5A6978, 0x0F1E2D3C};
      int[] block = new int[4];
      Threefry.block(counter, schedule, block);
      expected[i] = block[i / 16];
    }
    int[] actual = new int[Threefry.GROUP];
    Threefry.group(key, group, actual);
    assertArrayEquals(expected, actual);
  }

  @Test
  void aGroupOverwritesWhatWasThereAndNothingBeyond() {
    int[] words = IntStream.range(0, 70).toArray();
    int[] clean = new int[Threefry.GROUP];
    Threefry.group(new RandomKey(1, 2, 3), 4, words);
    Threefry.group(new RandomKey(1, 2, 3), 4, clean);
    assertArrayEquals(clean, IntStream.of(words).limit(Threefry.GROUP).toArray());
    assertArrayEquals(
        IntStream.range(64, 70).toArray(), IntStream.of(words).skip(Threefry.GROUP).toArray());
  }

  private static int[] words(String text) {
    return Stream.of(text.split(" ", -1)).mapToInt(HexFormat::fromHexDigits).toArray();
  }

  private static String text(int[] words) {
    return IntStream.of(words)
        .mapToObj(word -> String.format(Locale.ROOT, "%08x", word))
        .collect(Collectors.joining(" "));
  }
}
