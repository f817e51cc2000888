// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tokens of texts as they are read, numbered in the order of their first appearance. */
final class TokenList {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final IntList tokens = new IntList();
  private final IntList lines = new IntList();

  /** Adds a token. */
  void add(String word) {
    tokens.add(number(word));
  }

  /** Notes that a line begins with the next token. */
  void beginLine() {
    lines.add(tokens.size());
  }

  /** How many tokens there are. */
  int size() {
    return tokens.size();
  }

  /** How many different ones. */
  int distinct() {
    return words.size();
  }

  /** How many lines. */
  int lines() {
    return lines.size();
  }

  /** How many tokens come before a line. */
  int before(int line) {
    return lines.get(line);
  }

  /**
   * A data set of these tokens, which become its own: no more can be added.
   *
   * @param train how many of them, the first ones, are trained on
   * @param validation how many after those are for validation; the rest is for tests
   */
  TextDataset dataset(String name, TextOptions options, int train, int validation) {
    int unknown = number(Vocabulary.UNKNOWN);
    List<Integer> kept = kept(options, train, unknown);
    int[] ids = new int[words.size()];
    Arrays.fill(ids, kept.indexOf(unknown));
    for (int id = 0; id < kept.size(); id++) {
      ids[kept.get(id)] = id;
    }
    int[] values = tokens.values();
    for (int i = 0; i < tokens.size(); i++) {
      values[i] = ids[values[i]];
    }
    Vocabulary vocabulary =
        Vocabulary.of(kept.stream().map(words::get).collect(Collectors.toList()));
    TokenText all = new TokenText(vocabulary, values, 0, tokens.size());
    return new TextDataset(
        name,
        options.level(),
        all.part(0, train),
        all.part(train, train + validation),
        all.part(train + validation, tokens.size()));
  }

  /** The numbers of the words that the vocabulary keeps, in its order. */
  private List<Integer> kept(TextOptions options, int train, int unknown) {
    int[] counts = new int[words.size()];
    for (int i = 0; i < train; i++) {
      counts[tokens.get(i)]++;
    }
    Comparator<Integer> frequentFirst = Comparator.comparingInt(word -> -counts[word]);
    List<Integer> frequent =
        IntStream.range(0, counts.length)
            .filter(word -> word != unknown && counts[word] >= options.minimumCount())
            .boxed()
            .sorted(frequentFirst)
            .limit(options.largestVocabulary() - 1)
            .collect(Collectors.toList());
    counts[unknown] = train - frequent.stream().mapToInt(word -> counts[word]).sum();
    return Stream.concat(frequent.stream(), Stream.of(unknown))
        .sorted(frequentFirst.thenComparing(Comparator.naturalOrder()))
        .collect(Collectors.toList());
  }

  private int number(String word) {
    Integer number = numbers.putIfAbsent(word, words.size());
    if (number == null) {
      words.add(word);
      return words.size() - 1;
    }
    return number;
  }
}
