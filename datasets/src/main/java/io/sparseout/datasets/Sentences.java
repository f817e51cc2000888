// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * English sentences from a small grammar, a line each: no files needed. A line is a function of
 * (seed, which of the three texts, its number) alone, the same on every machine: a text of 100
 * tokens begins the text of 1000. The vocabulary is the same for all seeds and lengths, in
 * descending order of how often the grammar gives a word.
 *
 * <p>What makes them worth a memory is agreement over distance: a verb has the number of its
 * subject, and is one of those that subjects of its class (persons, animals, things) have, whatever
 * phrases and clauses stand between the two, up to three levels of them:
 *
 * <pre>
 * LINE     = (CLAUSE | NP VP "and" VP | "if" CLAUSE "," CLAUSE) "&lt;eos&gt;"
 * CLAUSE   = NP VP
 * NP       = CORE [PREPOSITION NP | "who" VP | "whom" NP TRANSITIVE]   "that" but for persons
 * CORE     = DETERMINER [ADJECTIVE] NOUN
 * VP       = VERB [ADVERB] | TRANSITIVE NP | SAYS "that" CLAUSE        persons alone say
 * </pre>
 *
 * <p>Of a list of words the n-th comes in proportion to 1 / n. No line can be derived in two ways,
 * so that the entropy of the text is that of the derivations; see {@link #entropy}.
 */
public final class Sentences {
  private static final int MOST = TextLimits.STANDARD.tokens();
  private static final int LEAST_HELD_OUT = 1000;
  private static final Grammar GRAMMAR = SentenceGrammar.make();
  private static final Vocabulary VOCABULARY = vocabulary();

  private Sentences() {}

  /**
   * The texts of a seed: the first tokens of its training text, and a tenth as many of each of the
   * other two, but no fewer than 1000.
   *
   * @param tokens how many to train on, 1 to 134 217 728
   * @throws IllegalArgumentException if their number is out of range
   */
  public static TextDataset generate(int tokens, long seed) {
    if (tokens < 1 || tokens > MOST) {
      throw new IllegalArgumentException(
          "sentences: a text has 1 to " + MOST + " tokens, not " + tokens);
    }
    int heldOut = Math.max(tokens / 10, LEAST_HELD_OUT);
    RandomStream lines = RandomStream.of(seed).stream("sentences");
    return new TextDataset(
        "sentences",
        TextLevel.WORDS,
        text(tokens, lines.stream("train")),
        text(heldOut, lines.stream("validation")),
        text(heldOut, lines.stream("test")));
  }

  /**
   * The entropy of a token, in nats: the least cross-entropy that a model can have in the mean, as
   * the grammar itself has it. Its exponential is the least perplexity, 10.97.
   */
  public static double entropy() {
    return GRAMMAR.entropy(SentenceGrammar.LINE) / GRAMMAR.length(SentenceGrammar.LINE);
  }

  private static Vocabulary vocabulary() {
    Map<String, Double> counts = new HashMap<>();
    for (String word : GRAMMAR.words()) {
      counts.put(word, GRAMMAR.count(SentenceGrammar.LINE, word));
    }
    List<String> words = new ArrayList<>(GRAMMAR.words());
    words.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
    return Vocabulary.of(words);
  }

  private static TokenText text(int tokens, RandomStream lines) {
    int[] ids = new int[tokens];
    TokenWriter writer = new TokenWriter(ids);
    for (long line = 0; writer.size < tokens; line++) {
      GRAMMAR.derive(SentenceGrammar.LINE, lines.at(line), writer::write);
    }
    return new TokenText(VOCABULARY, ids);
  }

  /** Takes words until an array is full. */
  private static final class TokenWriter {
    private final int[] ids;
    private int size;

    TokenWriter(int[] ids) {
      this.ids = ids;
    }

    void write(String word) {
      if (size < ids.length) {
        ids[size++] = VOCABULARY.id(word);
      }
    }
  }
}
