// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;

/**
 * WikiText-2, good articles of Wikipedia (Merity et al. 2017): a paragraph a line, with empty lines
 * around headings, words that come less than three times {@code <unk>}. With {@code <eos>} after
 * each line, the empty ones too, it has 2 088 628 training, 217 646 validation and 245 569 test
 * tokens of 33 278 different ones. Other sets in the same three files are read too.
 */
public final class WikiText2 {
  private static final FileSet FILES =
      new FileSet(
          "WikiText-2",
          "wikitext-2",
          List.of("wiki.train.tokens", "wiki.valid.tokens", "wiki.test.tokens"),
          "Get these three files from its publishers (wikitext-2-v1.zip) or a mirror, the word-level"
              + " ones, put them in a folder named wikitext-2, and name the folder that holds it"
              + " with --data-dir or $SPARSEOUT_DATA. The last two have 1121681 and 1256449"
              + " bytes.");

  private WikiText2() {}

  /**
   * The whole set.
   *
   * @throws DataException if one of the three files is missing, or is not a text
   */
  public static TextDataset load(DataFolders folders) {
    return TextReader.published("wikitext2", folders.find(FILES));
  }
}
