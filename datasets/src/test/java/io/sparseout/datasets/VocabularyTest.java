// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Vocabulary WORDS = Vocabulary.of(List.of("the", "<unk>", "cat"));

  @Test
  void wordsHaveNumbersAndNumbersWords() {
    assertEquals(3, WORDS.size());
    assertEquals("cat", WORDS.word(2));
    assertEquals(2, WORDS.id("cat"));
    assertTrue(WORDS.contains("the"));
    assertEquals(List.of("the", "<unk>", "cat"), WORDS.words());
    assertEquals("3 words: the <unk> cat", WORDS.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> WORDS.word(3));
  }

  @Test
  void aWordThatIsNotThereIsUnknown() {
    assertFalse(WORDS.contains("dog"));
    assertEquals(1, WORDS.id("dog"));
    assertEquals(-1, Vocabulary.of(List.of("a")).id("dog"));
  }

  @Test
  void theListMayChangeAfterwards() {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    Vocabulary vocabulary = Vocabulary.of(list);
    list.set(0, "c");
    assertEquals("a", vocabulary.word(0));
  }

  @Test
  void equalOnesHaveEqualFingerprints() {
    Vocabulary same = Vocabulary.of(List.of("the", "<unk>", "cat"));
    assertEquals(WORDS, same);
    assertEquals(WORDS.hashCode(), same.hashCode());
    assertEquals(WORDS.fingerprint(), same.fingerprint());
    assertEquals("", WORDS.difference(same));
    assertEquals(
        "0af6b60d99a9e9954db55a3a3183defbe3d7a1c6e45f025973caa4b7db657adb", WORDS.fingerprint());
  }

  @Test
  void saysHowTwoDiffer() {
    Vocabulary order = Vocabulary.of(List.of("the", "cat", "<unk>"));
    Vocabulary longer = Vocabulary.of(List.of("the", "<unk>", "cat", "dog"));
    Vocabulary joined = Vocabulary.of(List.of("the<unk>cat"));
    for (Vocabulary other : List.of(order, longer, joined)) {
      assertNotEquals(WORDS, other);
      assertNotEquals(WORDS.fingerprint(), other.fingerprint());
    }
    assertEquals("word 1 is '<unk>' here and 'cat' there", WORDS.difference(order));
    assertEquals("3 words here and 4 there", WORDS.difference(longer));
  }

  @Test
  void refusesNoWordsAndWordsThatComeTwice() {
    Exception none = assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of()));
    assertEquals("vocabulary: needs a word or more", none.getMessage());
    Exception twice =
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("a", "b", "a")));
    assertEquals("vocabulary: 'a' is there twice, at 0 and 2", twice.getMessage());
  }
}
