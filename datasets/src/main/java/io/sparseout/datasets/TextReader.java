// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads texts in UTF-8, packed with gzip or not, into tokens: words or characters, see {@link
 * TextLevel}. A last line without a line feed is a line too. A text is read piece by piece; what is
 * kept are its tokens, a number each, and each different one once, up to {@link TextLimits}.
 */
final class TextReader {
  private final TextLevel level;
  private final TextLimits limits;
  private final TokenList tokens = new TokenList();
  private long letters;

  TextReader(TextLevel level, TextLimits limits) {
    this.level = level;
    this.limits = limits;
  }

  /** Reads the three files of a published set of words: training, validation and test. */
  static TextDataset published(String name, List<Path> files) {
    TextReader reader = new TextReader(TextLevel.WORDS, TextLimits.STANDARD);
    int train = reader.read(files.get(0));
    int validation = reader.read(files.get(1));
    reader.read(files.get(2));
    return predictable(reader.tokens.dataset(name, TextOptions.words(), train, validation));
  }

  /** The set, each of whose texts has a token to be predicted, which the first one is not. */
  static TextDataset predictable(TextDataset set) {
    for (TokenText text : List.of(set.train(), set.validation(), set.test())) {
      if (text.size() < 2) {
        throw new DataException(
            set
                + ": each of the three needs 2 or more; give a longer text, without empty lines there");
      }
    }
    return set;
  }

  /** What has been read. */
  TokenList tokens() {
    return tokens;
  }

  /**
   * Reads a file.
   *
   * @return how many tokens it has
   * @throws DataException if it is missing, empty, too large, or not UTF-8
   */
  int read(Path path) {
    try (InputStream in = PackedFile.open(path)) {
      return read(path, in);
    } catch (ZipException e) {
      throw new DataException(path, e.getMessage(), "get the file again", e);
    } catch (IOException e) {
      throw new DataException(path, "cannot be read: " + e, "check the file and the disk", e);
    }
  }

  /** Reads a file from its start. */
  int read(Path path, InputStream in) throws IOException {
    int before = tokens.size();
    Utf8Input text = new Utf8Input(path, in, limits.bytes());
    if (level == TextLevel.WORDS) {
      readWords(text);
    } else {
      readCharacters(text);
    }
    if (tokens.size() == before) {
      throw new DataException(path, "is empty", "give a text in UTF-8");
    }
    return tokens.size() - before;
  }

  private void readWords(Utf8Input text) throws IOException {
    StringBuilder word = new StringBuilder();
    boolean inLine = false;
    for (int point = text.next(); point != Utf8Input.END; point = text.next()) {
      if (!inLine) {
        tokens.beginLine();
        inLine = true;
      }
      if (!Character.isWhitespace(point) && !Character.isSpaceChar(point)) {
        word.appendCodePoint(point);
        if (word.length() > limits.length()) {
          throw text.bad(
              "has a word of more than " + limits.length() + " characters",
              "put spaces between words, or read it as characters");
        }
      } else if (word.length() > 0) {
        add(text, word.toString());
        word.setLength(0);
      }
      if (point == '\n') {
        add(text, Vocabulary.END_OF_LINE);
        inLine = false;
      }
    }
    if (word.length() > 0) {
      add(text, word.toString());
    }
    if (inLine) {
      add(text, Vocabulary.END_OF_LINE);
    }
  }

  private void readCharacters(Utf8Input text) throws IOException {
    boolean inLine = false;
    for (int point = text.next(); point != Utf8Input.END; point = text.next()) {
      if (!inLine) {
        tokens.beginLine();
      }
      add(text, Character.toString(point));
      inLine = point != '\n';
    }
  }

  private void add(Utf8Input text, String token) {
    if (tokens.size() == limits.tokens()) {
      throw text.bad("has more than " + limits.tokens() + " tokens", "give a part of the text");
    }
    int before = tokens.distinct();
    tokens.add(token);
    if (tokens.distinct() > before) {
      letters += token.length();
    }
    if (letters > limits.letters()) {
      throw text.bad(
          "has different words of more than " + limits.letters() + " characters together",
          "read it as characters, or give a text whose words come again");
    }
    if (tokens.distinct() > limits.words()) {
      throw text.bad(
          "has more than " + limits.words() + " different words",
          "read it as characters, or give a text whose words come again");
    }
  }
}
