// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.io.Fingerprint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private static final Grammar GRAMMAR = SentenceGrammar.make();

  private static List<String> tokens(String line) {
    return List.of((line + " <eos>").split(" "));
  }

  /** The lines of a text, the last of which may be cut short, without {@code <eos>}. */
  private static List<String> lines(TokenText text) {
    return List.of(Texts.words(text).split(" ?<eos> ?"));
  }

  /** The texts of a seed are part of the library's interface: results are compared through them. */
  @ParameterizedTest
  @CsvSource({
    "0, 6b54d9f72bb79ec17faaae13dc4edfeebbea238ce22d658f683a70e4f71a4ff3",
    "42, 1fab582b573fdcfdfc977d6271e7a87ab3a21c720f7803d7820517f543db57bd",
    "-1, d3b3f231bf5404c53736f41349a6071c8a6f250b2b45c738888c9cce2fde4e3f"
  })
  void theTextsAreFrozen(long seed, String hash) {
    TextDataset set = Sentences.generate(5000, seed);
    List<String> texts =
        List.of(Texts.words(set.train()), Texts.words(set.validation()), Texts.words(set.test()));
    assertEquals(hash, Fingerprint.sha256(texts));
  }

  @Test
  void theVocabularyIsFrozenToo() {
    TextDataset set = Sentences.generate(1, 0);
    assertEquals(
        "sentences (1 training, 1000 validation and 1000 test tokens, 185 different)",
        set.toString());
    assertEquals(
        "db8445b1d1c5c4da11591adaa01b9a587559c2d1a69774fd1a740c4ac6bf750c",
        set.vocabulary().fingerprint());
    assertEquals(set.vocabulary(), Sentences.generate(20_000, 3).vocabulary());
    assertEquals(2000, Sentences.generate(20_000, 3).test().size());
    assertEquals(-1, set.vocabulary().id("aardvark"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 4999})
  void aShortTextBeginsALongOne(int tokens) {
    assertEquals(
        Texts.words(Sentences.generate(5000, 7).train().limit(tokens)),
        Texts.words(Sentences.generate(tokens, 7).train()));
  }

  @Test
  void textsAndSeedsDiffer() {
    TextDataset set = Sentences.generate(10_000, 1);
    Set<String> starts = new HashSet<>();
    for (TokenText text :
        List.of(set.train(), set.validation(), set.test(), Sentences.generate(10_000, 2).train())) {
      starts.add(Texts.words(text.limit(50)));
    }
    assertEquals(4, starts.size());
  }

  @ParameterizedTest
  @CsvSource({
    "the dog howls, 1",
    "the dog howl, 0",
    "these dog howls, 0",
    "the man howls, 0", // animals do
    "the dogs near the cat howl, 1",
    "the dogs near the cat howls, 0",
    "the boy whom the dogs that the man sees fear laughs, 1",
    "the boy whom the dogs that the man sees fear laugh, 0",
    "the boy whom the dogs that the man sees fears laughs, 0",
    "the boy whom the dogs that the man see fear laughs, 0",
    "the boy that the dogs fear laughs, 0", // whom
    "the ship holds the cats and shines, 1",
    "the ship holds the cats and shine, 0",
    "'if the men sleep , the wolf hides', 1",
    "if the men sleep, 0",
    "the girl says that the clocks near the tree break often, 1",
    "the dog says that the clocks near the tree break often, 0",
    "the man near the man near the man near the man sleeps, 1",
    "the man near the man near the man near the man near the man sleeps, 0", // four levels
  })
  void verbsAgreeWithTheirSubjects(String line, int derivations) {
    assertEquals(derivations, new Derivations(GRAMMAR, tokens(line)).count());
  }

  /** What {@link Sentences#entropy} rests on, and a check of it on sentences as they come. */
  @Test
  void everyLineHasOneDerivationAndTheEntropyIsTheirs() {
    List<String> lines = lines(Sentences.generate(4000, 6).train());
    double sum = 0;
    double squares = 0;
    int count = lines.size() - 1;
    for (String line : lines.subList(0, count)) {
      Derivations derivations = new Derivations(GRAMMAR, tokens(line));
      assertEquals(1, derivations.count(), line);
      double nats = -Math.log(derivations.probability());
      sum += nats;
      squares += nats * nats;
    }
    double mean = sum / count;
    double standardError = Math.sqrt((squares / count - mean * mean) / count);
    double entropy = Sentences.entropy() * GRAMMAR.length(SentenceGrammar.LINE);
    assertEquals(entropy, mean, 4.5 * standardError);
    assertTrue(standardError < entropy / 25, standardError + " of " + entropy);
    assertEquals(10.968, Math.exp(Sentences.entropy()), 1e-3);
  }

  @Test
  void theVocabularyIsInDescendingOrder() {
    TokenText text = Sentences.generate(300_000, 8).train();
    int[] counts = new int[text.vocabulary().size()];
    IntStream.range(0, text.size()).forEach(i -> counts[text.id(i)]++);
    for (int id = 1; id < counts.length; id++) {
      double noise = 6 * Math.sqrt(counts[id] + 1.0);
      assertTrue(counts[id - 1] > counts[id] - noise, text.vocabulary().word(id));
      assertTrue(counts[id] > 0, text.vocabulary().word(id));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 27) + 1})
  void aNumberOfTokensOutOfRangeIsRefused(int tokens) {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> Sentences.generate(tokens, 1));
    assertEquals(
        "sentences: a text has 1 to 134217728 tokens, not " + tokens, refused.getMessage());
  }
}
