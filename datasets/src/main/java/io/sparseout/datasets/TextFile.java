// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;

/**
 * Any text in UTF-8 as a data set, in words or in characters. Of its lines the first 90 % are for
 * training, the next 5 % for validation and the last 5 % for tests; a text of fewer than 20 lines
 * is divided so by its tokens. Line feeds end lines, with or without a carriage return before them;
 * a byte-order mark is left out. The file may be packed with gzip.
 *
 * <p>The vocabulary is the training text's; what comes in the other two alone is {@link
 * Vocabulary#UNKNOWN} there.
 *
 * <p>At most 4 GB (4 294 967 296 bytes, unpacked), 134 217 728 tokens, a million different ones,
 * 4096 characters a word and 67 108 864 in all different ones: memory is some 4 bytes a token, for
 * a moment 10, and 100 or so a different word.
 */
public final class TextFile {
  private static final int PARTS = 20;

  /** Two for each part: of a single one there is nothing to predict. */
  private static final int FEWEST = 2 * PARTS;

  private TextFile() {}

  /**
   * Reads a text in words, all of which are in the vocabulary; see {@link #load(Path,
   * TextOptions)}.
   */
  public static TextDataset load(Path path) {
    return load(path, TextOptions.words());
  }

  /**
   * Reads a text.
   *
   * @throws DataException if the file is missing, empty, damaged, larger than the limits, not
   *     UTF-8, has a NUL, fewer than 40 tokens, or a single one to validate or test on; the message
   *     says where and what to do
   */
  public static TextDataset load(Path path, TextOptions options) {
    TextReader reader = new TextReader(options.level(), TextLimits.STANDARD);
    reader.read(path);
    TokenList tokens = reader.tokens();
    if (tokens.size() < FEWEST) {
      throw new DataException(
          path,
          "has " + tokens.size() + " tokens, to be divided it needs " + FEWEST,
          "give a longer text");
    }
    int train = start(tokens, PARTS - 2);
    int validation = start(tokens, PARTS - 1) - train;
    String name = path.getFileName().toString();
    return TextReader.predictable(tokens.dataset(name, options, train, validation));
  }

  /** The first token of a twentieth of the text. */
  private static int start(TokenList tokens, int part) {
    return tokens.lines() < PARTS
        ? share(tokens.size(), part)
        : tokens.before(share(tokens.lines(), part));
  }

  private static int share(int whole, int part) {
    return (int) ((long) whole * part / PARTS);
  }
}
