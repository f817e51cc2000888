// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTextTest {
  private static final TokenText TEN = Texts.counting(10);

  @Test
  void partsAndLimitsStayInside() {
    TokenText part = TEN.part(3, 8);
    assertEquals("3 4 5 6 7", Texts.words(part));
    assertEquals("4 5", Texts.words(part.part(1, 3)));
    assertEquals("3 4", Texts.words(part.limit(2)));
    assertEquals("3 4 5 6 7", Texts.words(part.limit(Integer.MAX_VALUE)));
    assertEquals("5 tokens of 10", part.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> part.id(5));
    assertThrows(IndexOutOfBoundsException.class, () -> part.id(-1));
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "2, 2", "3, 1", "0, 11"})
  void refusesPartsThatAreNotThere(int from, int to) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> TEN.part(from, to));
    assertEquals(
        "part: no tokens " + from + " up to " + to + " in a text of 10", refused.getMessage());
  }

  @Test
  void refusesWhatIsNoText() {
    Vocabulary two = Vocabulary.of(List.of("a", "b"));
    Exception none = assertThrows(IllegalArgumentException.class, () -> new TokenText(two));
    assertEquals("tokenText: a text has 1 token or more, not 0", none.getMessage());
    for (int id : new int[] {-1, 2}) {
      Exception range =
          assertThrows(IllegalArgumentException.class, () -> new TokenText(two, 0, 1, id));
      assertEquals("tokenText: token 2 is " + id + ", not 0 to 1", range.getMessage());
    }
    Exception limit = assertThrows(IllegalArgumentException.class, () -> TEN.limit(0));
    assertEquals("limit: keeps 1 token or more, not 0", limit.getMessage());
  }

  @Test
  void aDataSetIsInOneVocabulary() {
    TokenText other = Texts.counting(9);
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TextDataset("set", TextLevel.WORDS, TEN, TEN, other));
    assertEquals(
        "set: its texts differ in vocabulary: 10 words here and 9 there", refused.getMessage());
    TextDataset set = new TextDataset("set", TextLevel.WORDS, TEN, TEN.part(0, 2), TEN.limit(1));
    assertEquals("set (10 training, 2 validation and 1 test tokens, 10 different)", set.toString());
  }
}
