// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published sets of text: {@link Ptb} and {@link WikiText2}. */
class PublishedTextsTest {
  @TempDir Path folder;

  private void lay(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private void layAll(String first, String second, String third) throws IOException {
    lay(first, " b a a \n c a <unk> \n".getBytes(UTF_8));
    lay(second, IdxBytes.gzip("a d\n".getBytes(UTF_8)));
    lay(third, "c\n\nb".getBytes(UTF_8));
  }

  @Test
  void ptbIsASentenceALine() throws IOException {
    layAll("ptb/ptb.train.txt", "ptb/ptb.valid.txt.gz", "ptb/ptb.test.txt");
    TextDataset set = Ptb.load(DataFolders.of(folder));
    assertEquals(List.of("a", "<eos>", "b", "c", "<unk>"), set.vocabulary().words());
    assertEquals("b a a <eos> c a <unk> <eos>", Texts.words(set.train()));
    assertEquals("a <unk> <eos>", Texts.words(set.validation()));
    assertEquals("c <eos> <eos> b <eos>", Texts.words(set.test()));
    assertEquals("ptb", set.name());
    assertEquals(TextLevel.WORDS, set.level());
  }

  @Test
  void wikiText2Too() throws IOException {
    layAll(
        "wikitext-2/wiki.train.tokens",
        "wikitext-2/wiki.valid.tokens.gz",
        "wikitext-2/wiki.test.tokens");
    TextDataset set = WikiText2.load(DataFolders.of(folder));
    assertEquals(
        "wikitext2 (8 training, 3 validation and 5 test tokens, 5 different)", set.toString());
  }

  @Test
  void saysWhatIsMissingWhereAndHowToGetIt() throws IOException {
    lay("wikitext-2/wiki.valid.tokens", new byte[] {'a'});
    lay("wikitext-2/wiki.test.tokens", new byte[] {'a'});
    DataException missing =
        assertThrows(DataException.class, () -> WikiText2.load(DataFolders.of(folder)));
    assertEquals(
        "no WikiText-2 found; looked for wikitext-2/wiki.train.tokens.gz,"
            + " wikitext-2/wiki.valid.tokens.gz, wikitext-2/wiki.test.tokens.gz"
            + " (or without .gz) in\n  "
            + folder
            + " (given): lacks wiki.train.tokens\n"
            + "Get these three files from its publishers (wikitext-2-v1.zip) or a mirror, the"
            + " word-level ones, put them in a folder named wikitext-2, and name the folder that"
            + " holds it with --data-dir or $SPARSEOUT_DATA. The last two have 1121681 and"
            + " 1256449 bytes.",
        missing.getMessage());
    DataException none = assertThrows(DataException.class, () -> Ptb.load(DataFolders.of(folder)));
    assertTrue(none.getMessage().contains("(given): no folder ptb there"), none.getMessage());
  }

  @Test
  void refusesAFileThatIsEmpty() throws IOException {
    layAll("ptb/ptb.train.txt", "ptb/ptb.valid.txt", "ptb/ptb.test.txt");
    lay("ptb/ptb.valid.txt", new byte[0]);
    DataException empty = assertThrows(DataException.class, () -> Ptb.load(DataFolders.of(folder)));
    assertEquals(
        folder.resolve("ptb/ptb.valid.txt") + ": is empty; give a text in UTF-8",
        empty.getMessage());
  }

  @Test
  void readsTheRealOnesWhereTheyAre() {
    String data = System.getenv("SPARSEOUT_DATA");
    assumeTrue(data != null && Files.isDirectory(Path.of(data, "ptb")), "no PTB here");
    TextDataset ptb = Ptb.load(DataFolders.of(Path.of(data)));
    assertEquals(
        "ptb (929589 training, 73760 validation and 82430 test tokens, 10000 different)",
        ptb.toString());
    assertEquals("the", ptb.vocabulary().word(0));
    assertTrue(ptb.vocabulary().contains("<eos>"));
    assertEquals("no it was n't black monday <eos>", Texts.words(ptb.test().limit(7)));

    Path articles = Path.of(data, "wikitext-2", "wiki.valid.tokens");
    assumeTrue(Files.exists(articles), "no WikiText-2 here");
    TextReader reader = new TextReader(TextLevel.WORDS, TextLimits.STANDARD);
    assertEquals(217_646, reader.read(articles));
  }
}
