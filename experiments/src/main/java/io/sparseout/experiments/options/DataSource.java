// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.Digits;
import io.sparseout.datasets.Mnist;
import java.util.Locale;

/** The data sets that the command line knows by name. */
public enum DataSource {
  /** Digits drawn by the library: 20 000 to train on, 4000 to test on, the same in every run. */
  DIGITS {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(
          Digits.train(Math.min(most, 20_000), SEED), Digits.test(Math.min(most, 4_000), SEED));
    }
  },

  /** MNIST's files. */
  MNIST {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(Mnist.train(folders).limit(most), Mnist.test(folders).limit(most));
    }
  };

  private static final long SEED = 1;

  /**
   * The data set of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataSource of(String name) {
    return valueOf(Require.oneOf("--data", name, "digits", "mnist").toUpperCase(Locale.ROOT));
  }

  /**
   * The images.
   *
   * @param folders where to look for files
   * @param limit how many of each set are wanted at the most; null for all
   * @throws io.sparseout.datasets.DataException if files are missing or bad
   */
  public Images load(DataFolders folders, Integer limit) {
    return load(folders, limit == null ? Integer.MAX_VALUE : limit.intValue());
  }

  abstract Images load(DataFolders folders, int most);

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
