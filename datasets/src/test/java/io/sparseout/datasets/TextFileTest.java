// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {
  @TempDir Path folder;

  private TextDataset load(String text, TextOptions options) throws IOException {
    return TextFile.load(Files.writeString(folder.resolve("text.txt"), text), options);
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({"20, 18, 19", "39, 35, 37", "40, 36, 38", "1000, 900, 950"})
  void theLastTenthOfTheLinesIsHeldOut(int count, int validation, int test) throws IOException {
    TextDataset set = load(lines(0, count), TextOptions.words());
    assertEquals("text.txt", set.name());
    assertEquals(3 * validation, set.train().size());
    assertEquals(3 * (test - validation), set.validation().size());
    assertEquals(3 * (count - test), set.test().size());
    assertEquals("line 0 <eos>", Texts.words(set.train().limit(3)));
    assertEquals("line <unk> <eos>", Texts.words(set.validation().limit(3)));
    assertEquals("<eos>", set.vocabulary().word(1));
  }

  @Test
  void aTextOfFewLinesIsDividedByItsTokens() throws IOException {
    TextDataset set = load("a b c d e f ".repeat(6) + "a b c", TextOptions.words());
    assertEquals(36, set.train().size());
    assertEquals("a b", Texts.words(set.validation()));
    assertEquals("c <unk>", Texts.words(set.test()));
  }

  @Test
  void anEmptyLineAloneIsNoTextToPredict() {
    DataException refused =
        assertThrows(
            DataException.class, () -> load(lines(0, 18) + "\n" + "a line\n", TextOptions.words()));
    assertEquals(
        "text.txt (54 training, 1 validation and 3 test tokens, 21 different): each of the three needs"
            + " 2 or more; give a longer text, without empty lines there",
        refused.getMessage());
  }

  @Test
  void charactersAreCodePoints() throws IOException {
    TextDataset set =
        load("\uFEFFab\r\nn\u00e4\ud83d\ude00\n" + "aaaa\n".repeat(20), TextOptions.characters());
    assertEquals(TextLevel.CHARACTERS, set.level());
    assertEquals("a b \n n \u00e4 \ud83d\ude00 \n a", Texts.words(set.train().limit(8)));
    assertEquals(
        List.of("a", "\n", "b", "n", "\u00e4", "\ud83d\ude00", "<unk>"), set.vocabulary().words());
    assertEquals(7 + 5 * 17, set.train().size()); // 19 of 22 lines
    assertEquals("a a a a \n", Texts.words(set.test().part(5, 10)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, the <eos> a b c <unk>",
    "2, 100, the <eos> a b <unk>",
    "3, 100, the <eos> a <unk>",
    "4, 100, <unk> the <eos>", // <unk> stands for six then
    "1000, 100, <unk>",
    "1, 5, the <eos> a b <unk>",
    "1, 3, <unk> the <eos>",
    "1, 2, <unk> the",
  })
  void theVocabularyCanBeCut(int minimumCount, int largest, String words) throws IOException {
    String train = "the the the the the a\na b\nb c\na\n";
    TextOptions options = TextOptions.words().minimumCount(minimumCount).largestVocabulary(largest);
    TextReader reader = new TextReader(TextLevel.WORDS, TextLimits.STANDARD);
    int count = reader.read(Files.writeString(folder.resolve("text"), train));
    reader.read(Files.writeString(folder.resolve("text"), "the d"));
    TextDataset set = reader.tokens().dataset("text", options, count, 1);
    assertEquals(words, String.join(" ", set.vocabulary().words()));
    assertEquals(set.vocabulary().contains("the") ? "the" : "<unk>", Texts.words(set.validation()));
    assertTrue(Texts.words(set.test()).startsWith("<unk>"));
  }

  @Test
  void aTextsOwnUnknownWordIsTheUnknownWord() throws IOException {
    TextDataset set = load("a <unk> b a <unk> a <unk> <unk>\n".repeat(20), TextOptions.words());
    assertEquals(List.of("<unk>", "a", "b", "<eos>"), set.vocabulary().words());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 'minimumCount: 1 or more, not 0'",
    "1, 1, 'largestVocabulary: 2 or more, not 1'",
  })
  void optionsOutOfRangeAreRefused(int minimumCount, int largest, String message) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> TextOptions.characters().minimumCount(minimumCount).largestVocabulary(largest));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void refusesATextThatCannotBeDivided() {
    DataException refused =
        assertThrows(DataException.class, () -> load("to be or not", TextOptions.words()));
    assertEquals(
        folder.resolve("text.txt")
            + ": has 5 tokens, to be divided it needs 40; give a longer text",
        refused.getMessage());
  }

  @Test
  void aPackedTextIsUnpackedAndADamagedOneRefused() throws IOException {
    byte[] packed = IdxBytes.gzip(lines(0, 50).getBytes(UTF_8));
    Path path = Files.write(folder.resolve("text.gz"), packed);
    assertEquals(150 - 15, TextFile.load(path).train().size());
    Files.write(path, IdxBytes.without(packed, 1));
    DataException cut = assertThrows(DataException.class, () -> TextFile.load(path));
    assertEquals(
        path + ": the gzip data is cut short after 390 unpacked bytes; get the file again",
        cut.getMessage());
    DataException missing =
        assertThrows(DataException.class, () -> TextFile.load(folder.resolve("nothing")));
    assertEquals(
        folder.resolve("nothing") + ": no such file; say where the file is", missing.getMessage());
  }
}
