// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.doctor;

import io.sparseout.datasets.DataException;
import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.Mnist;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What was found of a data set.
 *
 * @param name its name
 * @param found whether it can be used
 * @param detail what was found where, or what is missing
 */
record DataFinding(String name, boolean found, String detail) {
  /** MNIST, read. */
  static DataFinding mnist(DataFolders folders) {
    return of(
        "mnist",
        folders,
        from ->
            Mnist.train(from).size() + " training and " + Mnist.test(from).size() + " test images");
  }

  /**
   * What comes of reading a data set.
   *
   * @param reader reads it from folders and says what it has
   */
  static DataFinding of(String name, DataFolders folders, Function<DataFolders, String> reader) {
    for (Path folder : folders.paths()) {
      try {
        String found = reader.apply(DataFolders.of(folder));
        return new DataFinding(name, true, found + " in " + folder);
      } catch (DataException e) {
        // Another folder may have it, or all of them together.
      }
    }
    try {
      return new DataFinding(name, true, reader.apply(folders) + " in " + folders);
    } catch (DataException e) {
      return new DataFinding(name, false, e.getMessage());
    }
  }
}
