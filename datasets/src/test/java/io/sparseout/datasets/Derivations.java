// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All derivations of a line from a {@link Grammar}: how many there are, and how probable. */
final class Derivations {
  private final Grammar grammar;
  private final List<String> words;
  private final Map<String, Inside> known = new HashMap<>();
  private final Inside all;

  /** The derivations of some of the words from a symbol. */
  private record Inside(long count, double probability) {
    Inside plus(Inside other) {
      return new Inside(count + other.count, probability + other.probability);
    }

    Inside times(Inside other) {
      return new Inside(count * other.count, probability * other.probability);
    }
  }

  Derivations(Grammar grammar, List<String> words) {
    this.grammar = grammar;
    this.words = words;
    this.all = inside(SentenceGrammar.LINE, 0, words.size());
  }

  long count() {
    return all.count;
  }

  double probability() {
    return all.probability;
  }

  private Inside inside(String symbol, int from, int to) {
    List<Grammar.Rule> rules = grammar.rules(symbol);
    if (rules.isEmpty()) {
      boolean here = to == from + 1 && words.get(from).equals(symbol);
      return new Inside(here ? 1 : 0, here ? 1 : 0);
    }
    String key = symbol + " " + from + " " + to;
    Inside sum = known.get(key);
    if (sum == null) {
      double total = rules.stream().mapToInt(Grammar.Rule::weight).sum();
      sum = new Inside(0, 0);
      for (Grammar.Rule rule : rules) {
        Inside parts = inside(rule.parts(), from, to);
        sum = sum.plus(parts.times(new Inside(1, rule.weight() / total)));
      }
      known.put(key, sum);
    }
    return sum;
  }

  private Inside inside(List<String> parts, int from, int to) {
    if (parts.size() == 1) {
      return inside(parts.get(0), from, to);
    }
    Inside sum = new Inside(0, 0);
    List<String> rest = parts.subList(1, parts.size());
    for (int middle = from + 1; middle <= to - rest.size(); middle++) {
      Inside first = inside(parts.get(0), from, middle);
      if (first.count > 0) {
        sum = sum.plus(first.times(inside(rest, middle, to)));
      }
    }
    return sum;
  }
}
