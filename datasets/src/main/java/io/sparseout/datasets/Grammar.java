// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.lang.StrictMath.log;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A probabilistic context-free grammar: what a symbol can become, each way with a weight. What has
 * no rule is a word. No symbol may lead to itself, so that every derivation ends.
 */
final class Grammar {
  private final Map<String, List<Rule>> rules = new LinkedHashMap<>();

  /**
   * A way in which a symbol can go on.
   *
   * @param weight how often, against the weights of the symbol's other rules
   * @param parts symbols and words
   */
  record Rule(int weight, List<String> parts) {}

  /** Adds a rule for a symbol. */
  void rule(String symbol, int weight, String... parts) {
    rules.computeIfAbsent(symbol, name -> new ArrayList<>()).add(new Rule(weight, List.of(parts)));
  }

  /** The rules for a symbol; none for a word. */
  List<Rule> rules(String symbol) {
    return rules.getOrDefault(symbol, List.of());
  }

  /** The words, in the order of their first appearance in the rules. */
  Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    for (List<Rule> ways : rules.values()) {
      for (Rule rule : ways) {
        words.addAll(rule.parts);
      }
    }
    words.removeAll(rules.keySet());
    return words;
  }

  /** Derives words from a symbol; which ones, the key decides. */
  void derive(String symbol, RandomKey key, Consumer<String> words) {
    derive(symbol, new Draws(key), words);
  }

  /** How many words come of a symbol in the mean. */
  double length(String symbol) {
    return expected(symbol, word -> 1, choice -> 0, new HashMap<>());
  }

  /** How many times a word comes of a symbol in the mean. */
  double count(String symbol, String word) {
    return expected(symbol, other -> other.equals(word) ? 1 : 0, choice -> 0, new HashMap<>());
  }

  /**
   * The entropy, in nats, of a symbol's derivations, and so of the texts that come of it where no
   * two derivations give the same text: the mean of the sum of -log(probability) over all choices.
   */
  double entropy(String symbol) {
    return expected(symbol, word -> 0, choice -> -log(choice), new HashMap<>());
  }

  /** The mean over derivations of a sum over their words and over their choices' probabilities. */
  private double expected(
      String symbol,
      ToDoubleFunction<String> ofWord,
      DoubleUnaryOperator ofChoice,
      Map<String, Double> known) {
    if (rules(symbol).isEmpty()) {
      return ofWord.applyAsDouble(symbol);
    }
    Double before = known.get(symbol);
    if (before != null) {
      return before;
    }
    double mean = 0;
    for (Rule rule : rules(symbol)) {
      double probability = (double) rule.weight / weight(symbol);
      double sum = ofChoice.applyAsDouble(probability);
      for (String part : rule.parts) {
        sum += expected(part, ofWord, ofChoice, known);
      }
      mean += probability * sum;
    }
    known.put(symbol, mean);
    return mean;
  }

  private void derive(String symbol, Draws draws, Consumer<String> words) {
    if (rules(symbol).isEmpty()) {
      words.accept(symbol);
      return;
    }
    long drawn = draws.below(weight(symbol));
    for (Rule rule : rules(symbol)) {
      drawn -= rule.weight;
      if (drawn < 0) {
        rule.parts.forEach(part -> derive(part, draws, words));
        return;
      }
    }
  }

  private long weight(String symbol) {
    long sum = 0;
    for (Rule rule : rules(symbol)) {
      sum += rule.weight;
    }
    return sum;
  }

  /** The random numbers of a key, one after the other. */
  private static final class Draws {
    private final RandomKey key;
    private final int[] words = new int[Threefry.GROUP];
    private int drawn;

    Draws(RandomKey key) {
      this.key = key;
    }

    /** A number from 0 up to, not including, {@code end}, each equally likely but for 2^-32 end. */
    long below(long end) {
      int position = drawn % Threefry.GROUP;
      if (position == 0) {
        Threefry.group(key, drawn / Threefry.GROUP, words);
      }
      drawn++;
      return ((words[position] & 0xFFFFFFFFL) * end) >>> 32;
    }
  }
}
