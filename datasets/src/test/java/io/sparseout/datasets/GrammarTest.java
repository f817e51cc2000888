// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.random.RandomKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrammarTest {
  /** A = a (3 of 4) | b B c (1 of 4), B = d | d d, equally often. */
  private static Grammar small() {
    Grammar grammar = new Grammar();
    grammar.rule("A", 3, "a");
    grammar.rule("A", 1, "b", "B", "c");
    grammar.rule("B", 5, "d");
    grammar.rule("B", 5, "d", "d");
    return grammar;
  }

  @Test
  void meansAreExact() {
    Grammar grammar = small();
    assertEquals(List.of("a", "b", "c", "d"), new ArrayList<>(grammar.words()));
    assertEquals(0.75 + 0.25 * 3.5, grammar.length("A"), 1e-15);
    assertEquals(0.25 * 1.5, grammar.count("A", "d"), 1e-15);
    assertEquals(0, grammar.count("A", "e"));
    double choice = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertEquals(choice + 0.25 * Math.log(2), grammar.entropy("A"), 1e-15);
    assertEquals(0, grammar.entropy("a"));
  }

  @Test
  void derivationsComeAsOftenAsTheirWeightsSay() {
    Grammar grammar = small();
    Map<String, Integer> counts = new HashMap<>();
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      StringBuilder text = new StringBuilder();
      grammar.derive("A", new RandomKey(1, 2, i), text::append);
      counts.merge(text.toString(), 1, Integer::sum);
    }
    assertEquals(3, counts.size());
    assertEquals(0.75, counts.get("a") / (double) draws, 0.0062); // 4.5 standard errors
    assertEquals(0.125, counts.get("bdc") / (double) draws, 0.0048);
    assertEquals(0.125, counts.get("bddc") / (double) draws, 0.0048);
  }
}
