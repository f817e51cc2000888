// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;

/**
 * The Penn Treebank as Mikolov et al. 2010 prepared it for language models: words in lower case, a
 * sentence a line, all but 10 000 words {@code <unk>}, numbers {@code N}. With {@code <eos>} after
 * each sentence it has 929 589 training, 73 760 validation and 82 430 test tokens. Other sets in
 * the same three files are read too.
 */
public final class Ptb {
  private static final FileSet FILES =
      new FileSet(
          "Penn Treebank",
          "ptb",
          List.of("ptb.train.txt", "ptb.valid.txt", "ptb.test.txt"),
          "Get these three files, which are simple-examples/data in Tomas Mikolov's"
              + " simple-examples.tgz, put them in a folder named ptb, and name the folder that"
              + " holds it with --data-dir or $SPARSEOUT_DATA. They have 5101618, 399782 and"
              + " 449945 bytes.");

  private Ptb() {}

  /**
   * The whole set.
   *
   * @throws DataException if one of the three files is missing, or is not a text
   */
  public static TextDataset load(DataFolders folders) {
    return TextReader.published("ptb", folders.find(FILES));
  }
}
