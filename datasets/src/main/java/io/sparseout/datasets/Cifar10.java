// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.List;

/**
 * CIFAR-10 (Krizhevsky 2009): 50 000 training and 10 000 test photographs of 32 x 32 pixels in
 * three channels, of ten classes, airplane to truck. It is read from the publisher's binary files
 * in the folder {@code cifar-10-batches-bin}, or straight from the archive {@code
 * cifar-10-binary.tar.gz}. Files with fewer images are read too; {@link ImageDataset#toString()}
 * says what was found.
 */
public final class Cifar10 {
  private static final int CLASSES = 10;
  private static final int BATCH_BYTES = Cifar.bytes(1, 10_000);
  private static final String TEST = "test_batch.bin";
  private static final String NAMES = "batches.meta.txt";
  private static final List<String> TRAIN =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final ArchivedFiles FILES =
      new ArchivedFiles(
          "CIFAR-10",
          "cifar-10-batches-bin",
          List.of(
              new ArchivedFiles.Expected(TRAIN.get(0), BATCH_BYTES),
              new ArchivedFiles.Expected(TRAIN.get(1), BATCH_BYTES),
              new ArchivedFiles.Expected(TRAIN.get(2), BATCH_BYTES),
              new ArchivedFiles.Expected(TRAIN.get(3), BATCH_BYTES),
              new ArchivedFiles.Expected(TRAIN.get(4), BATCH_BYTES),
              new ArchivedFiles.Expected(TEST, BATCH_BYTES),
              new ArchivedFiles.Expected(NAMES, 1000)),
          "cifar-10-binary.tar.gz",
          "Get cifar-10-binary.tar.gz (the binary version) from CIFAR-10's publisher"
              + " (www.cs.toronto.edu/~kriz/cifar.html), put it, or the folder that is in it, into"
              + " a folder, and name that with --data-dir or $SPARSEOUT_DATA. Each of the six"
              + " files of images has 30730000 bytes.");
  private static final Cifar CIFAR =
      new Cifar("cifar10", FILES, NAMES, List.of(new Cifar.Label("label", CLASSES)));

  private Cifar10() {}

  /**
   * The training set.
   *
   * @throws DataException if a file is missing, or one that is read is not what it should be
   */
  public static ImageDataset train(DataFolders folders) {
    return CIFAR.read(folders, TRAIN);
  }

  /** The test set; errors as for {@link #train}. */
  public static ImageDataset test(DataFolders folders) {
    return CIFAR.read(folders, List.of(TEST));
  }
}
