// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;

/**
 * CIFAR-100 (Krizhevsky 2009): 50 000 training and 10 000 test photographs of 32 x 32 pixels in
 * three channels. An image's class is its fine label, one of 100; the coarse one is checked and not
 * kept. It is read from the publisher's binary files in the folder {@code cifar-100-binary}, or
 * straight from the archive {@code cifar-100-binary.tar.gz}. Files with fewer images are read too;
 * {@link ImageDataset#toString()} says what was found.
 */
public final class Cifar100 {
  private static final int COARSE_CLASSES = 20;
  private static final int CLASSES = 100;
  private static final String TRAIN = "train.bin";
  private static final String TEST = "test.bin";
  private static final String NAMES = "fine_label_names.txt";
  private static final ArchivedFiles FILES =
      new ArchivedFiles(
          "CIFAR-100",
          "cifar-100-binary",
          List.of(
              new ArchivedFiles.Expected(TRAIN, Cifar.bytes(2, 50_000)),
              new ArchivedFiles.Expected(TEST, Cifar.bytes(2, 10_000)),
              new ArchivedFiles.Expected(NAMES, 10_000)),
          "cifar-100-binary.tar.gz",
          "Get cifar-100-binary.tar.gz (the binary version) from CIFAR-100's publisher"
              + " (www.cs.toronto.edu/~kriz/cifar.html), put it, or the folder that is in it, into"
              + " a folder, and name that with --data-dir or $SPARSEOUT_DATA. The two files of"
              + " images have 153700000 and 30740000 bytes.");
  private static final Cifar CIFAR =
      new Cifar(
          "cifar100",
          FILES,
          NAMES,
          List.of(
              new Cifar.Label("coarse label", COARSE_CLASSES),
              new Cifar.Label("fine label", CLASSES)));

  private Cifar100() {}

  /**
   * The training set.
   *
   * @throws DataException if a file is missing, or one that is read is not what it should be
   */
  public static ImageDataset train(DataFolders folders) {
    return CIFAR.read(folders, List.of(TRAIN));
  }

  /** The test set; errors as for {@link #train}. */
  public static ImageDataset test(DataFolders folders) {
    return CIFAR.read(folders, List.of(TEST));
  }
}
