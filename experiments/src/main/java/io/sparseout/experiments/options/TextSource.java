// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.Ptb;
import io.sparseout.datasets.Sentences;
import io.sparseout.datasets.TextDataset;
import io.sparseout.datasets.TextFile;
import io.sparseout.datasets.TextLevel;
import io.sparseout.datasets.TextOptions;
import io.sparseout.datasets.WikiText2;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Texts as the command line names them.
 *
 * @param name a set's, or a file's
 * @param level what tokens are
 * @param minimumCount how often a token must come in the training text to have a number of its own
 */
public record TextSource(String name, TextLevel level, int minimumCount) {
  private static final List<String> SETS = List.of("sentences", "ptb", "wikitext2");

  /** Of {@code sentences} where nobody limits them. */
  private static final int SENTENCES = 200_000;

  private static final long SEED = 1;

  /**
   * Texts.
   *
   * @throws IllegalArgumentException if there is neither a set nor a file of the name, or a set is
   *     to be read as only files can be
   */
  public TextSource {
    boolean set = SETS.contains(name);
    if (!exists(name)) {
      throw new IllegalArgumentException(
          "--data: one of "
              + String.join(", ", SETS)
              + ", or a text's file, not '"
              + name
              + "', which is neither");
    }
    if (set && (level != TextLevel.WORDS || minimumCount != 1)) {
      throw new IllegalArgumentException(
          "--level, --min-count: "
              + name
              + " is of words, each with its number; give the file of a text for others");
    }
  }

  /** Whether there is a set or a file of a name. */
  public static boolean exists(String name) {
    return SETS.contains(name) || Files.exists(Path.of(name));
  }

  /** The same with the level's name: {@code words} or {@code characters}. */
  public static TextSource of(String name, String level, int minimumCount) {
    Require.oneOf("--level", level, "words", "characters");
    return new TextSource(name, TextLevel.valueOf(level.toUpperCase(Locale.ROOT)), minimumCount);
  }

  private TextOptions options() {
    TextOptions options = level == TextLevel.WORDS ? TextOptions.words() : TextOptions.characters();
    return options.minimumCount(minimumCount);
  }

  /**
   * Reads or makes the texts.
   *
   * @param folders where to look for the files of sets
   * @param limit how many tokens of each are wanted at the most; null for all
   * @throws io.sparseout.datasets.DataException if files are missing or bad
   */
  public TextDataset load(DataFolders folders, Integer limit) {
    TextDataset all =
        switch (name) {
          case "sentences" -> Sentences.generate(limit == null ? SENTENCES : limit, SEED);
          case "ptb" -> Ptb.load(folders);
          case "wikitext2" -> WikiText2.load(folders);
          default -> TextFile.load(Path.of(name), options());
        };
    return limit == null
        ? all
        : new TextDataset(
            all.name(),
            all.level(),
            all.train().limit(limit),
            all.validation().limit(limit),
            all.test().limit(limit));
  }
}
