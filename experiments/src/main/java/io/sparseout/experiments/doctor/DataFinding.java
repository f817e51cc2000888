// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.doctor;

import io.sparseout.datasets.DataException;
import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.datasets.Mnist;
import java.nio.file.Path;

/**
 * What was found of a data set.
 *
 * @param name its name
 * @param found whether it can be used
 * @param detail what was found where, or what is missing
 */
record DataFinding(String name, boolean found, String detail) {
  /** Reads MNIST, where it is. */
  static DataFinding mnist(DataFolders folders) {
    try {
      ImageDataset train = Mnist.train(folders);
      ImageDataset test = Mnist.test(folders);
      return new DataFinding(
          "mnist",
          true,
          train.size() + " training and " + test.size() + " test images in " + place(folders));
    } catch (DataException e) {
      return new DataFinding("mnist", false, e.getMessage());
    }
  }

  /** The folder that the set is read from: the first that has it. */
  private static String place(DataFolders folders) {
    for (Path folder : folders.paths()) {
      try {
        Mnist.test(DataFolders.of(folder));
        return folder.toString();
      } catch (DataException e) {
        // Not this one: the set was found, so another has it.
      }
    }
    return folders.toString();
  }
}
