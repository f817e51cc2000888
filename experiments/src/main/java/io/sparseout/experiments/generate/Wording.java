// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import io.sparseout.datasets.TextLevel;
import io.sparseout.datasets.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** Text as tokens, and tokens as text. */
enum Wording {
  /** Words with white space between them; a line's end is a token too. */
  WORDS {
    @Override
    List<String> tokens(String text) {
      List<String> tokens = new ArrayList<>();
      for (String line : text.split("(?<=\n)")) {
        for (String word : line.split(SPACE)) {
          if (!word.isEmpty()) {
            tokens.add(word);
          }
        }
        if (line.endsWith("\n")) {
          tokens.add(Vocabulary.END_OF_LINE);
        }
      }
      return tokens;
    }

    @Override
    String lineEnd() {
      return Vocabulary.END_OF_LINE;
    }

    @Override
    void append(StringBuilder text, String token) {
      if (token.equals(Vocabulary.END_OF_LINE)) {
        text.append('\n');
        return;
      }
      boolean begins = text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
      text.append(begins ? "" : " ").append(token);
    }
  },

  /** Unicode code points. */
  CHARACTERS {
    @Override
    List<String> tokens(String text) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }

    @Override
    String lineEnd() {
      return "\n";
    }

    @Override
    void append(StringBuilder text, String token) {
      text.append(token);
    }
  };

  /** What separates words in the texts that models are trained on. */
  private static final String SPACE = "[\\s\\p{Z}]+";

  static Wording of(TextLevel level) {
    return level == TextLevel.WORDS ? WORDS : CHARACTERS;
  }

  /** The tokens of a text; its last line ends only where it says so. */
  abstract List<String> tokens(String text);

  /** The token at the end of a line, which is what comes before the first one. */
  abstract String lineEnd();

  /** Appends a token to a text as it is written. */
  abstract void append(StringBuilder text, String token);
}
