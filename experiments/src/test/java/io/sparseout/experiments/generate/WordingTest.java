// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void wordsStandBetweenWhiteSpace() {
    assertEquals(List.of("a", "b", "c"), Wording.WORDS.tokens("  a b\u00a0c "));
    assertEquals(List.of("a", "<eos>", "<eos>", "b"), Wording.WORDS.tokens("a\n\nb"));
    assertEquals(List.of(), Wording.WORDS.tokens(""));
  }

  @Test
  void charactersAreCodePoints() {
    assertEquals(List.of("a", "\n", "\ud83d\ude00"), Wording.CHARACTERS.tokens("a\n\ud83d\ude00"));
  }

  @Test
  void theEndOfALineIsWrittenAsOne() {
    StringBuilder text = new StringBuilder("the cat");
    for (String token : List.of("sleeps", ".", "<eos>", "a", "dog")) {
      Wording.WORDS.append(text, token);
    }
    assertEquals("the cat sleeps .\na dog", text.toString());
    text.setLength(0);
    for (String token : List.of("a", "\n", "b", " ")) {
      Wording.CHARACTERS.append(text, token);
    }
    assertEquals("a\nb ", text.toString());
  }
}
