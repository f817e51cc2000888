// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.datasets.Augmentation;
import io.sparseout.datasets.Cifar10;
import io.sparseout.datasets.Cifar100;
import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.Digits;
import io.sparseout.datasets.Mnist;
import io.sparseout.datasets.Shapes;
import java.util.Arrays;
import java.util.Locale;

/** The data sets that the command line knows by name. */
public enum DataSource {
  /** Digits drawn by the library: 20 000 to train on, 4000 to test on, the same in every run. */
  DIGITS(Augmentation.padCrop(2)) {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(
          Digits.train(Math.min(most, DRAWN_TRAIN), SEED),
          Digits.test(Math.min(most, DRAWN_TEST), SEED));
    }
  },

  /** MNIST's files. */
  MNIST(Augmentation.padCrop(2)) {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(Mnist.train(folders).limit(most), Mnist.test(folders).limit(most));
    }
  },

  /** Colour shapes drawn by the library: as many as digits, the same in every run. */
  SHAPES(Augmentation.horizontalFlip()) {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(
          Shapes.train(Math.min(most, DRAWN_TRAIN), SEED),
          Shapes.test(Math.min(most, DRAWN_TEST), SEED));
    }
  },

  /** CIFAR-10's files. */
  CIFAR10(Augmentation.padCropFlip(4)) {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(Cifar10.train(folders).limit(most), Cifar10.test(folders).limit(most));
    }
  },

  /** CIFAR-100's files. */
  CIFAR100(Augmentation.padCropFlip(4)) {
    @Override
    Images load(DataFolders folders, int most) {
      return new Images(Cifar100.train(folders).limit(most), Cifar100.test(folders).limit(most));
    }
  };

  private static final long SEED = 1;
  private static final int DRAWN_TRAIN = 20_000;
  private static final int DRAWN_TEST = 4_000;

  private final Augmentation augmentation;

  DataSource(Augmentation augmentation) {
    this.augmentation = augmentation;
  }

  /**
   * The data set of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataSource of(String name) {
    String[] names = Arrays.stream(values()).map(DataSource::toString).toArray(String[]::new);
    return valueOf(Require.oneOf("--data", name, names).toUpperCase(Locale.ROOT));
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

  /** The random changes of training images that suit this set: what they show stays the same. */
  public Augmentation augmentation() {
    return augmentation;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
