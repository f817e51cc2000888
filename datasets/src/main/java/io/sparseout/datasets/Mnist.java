// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;
import java.util.List;

/**
 * MNIST, the handwritten digits of LeCun, Cortes and Burges: 60 000 training and 10 000 test images
 * of 28 x 28 grey pixels. Other sets in the same four files, such as Fashion-MNIST or a part of
 * MNIST, are read too; {@link ImageDataset#toString()} says what was found.
 */
public final class Mnist {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final FileSet FILES =
      new FileSet(
          "MNIST",
          "mnist",
          List.of(
              "train-images-idx3-ubyte",
              "train-labels-idx1-ubyte",
              "t10k-images-idx3-ubyte",
              "t10k-labels-idx1-ubyte"),
          "Get these four files from MNIST's publishers (yann.lecun.com/exdb/mnist) or a mirror,"
              + " put them in a folder named mnist, and name the folder that holds it with"
              + " --data-dir or $SPARSEOUT_DATA. Unpacked they have 47040016, 60008, 7840016 and"
              + " 10008 bytes.");

  private Mnist() {}

  /**
   * The training set.
   *
   * @throws DataException if one of the four files is missing, or one of the two that are read is
   *     not what it should be
   */
  public static ImageDataset train(DataFolders folders) {
    List<Path> files = folders.find(FILES);
    return read(files.get(0), files.get(1));
  }

  /** The test set; errors as for {@link #train}. */
  public static ImageDataset test(DataFolders folders) {
    List<Path> files = folders.find(FILES);
    return read(files.get(2), files.get(3));
  }

  private static ImageDataset read(Path images, Path labels) {
    ImageDataset set = Idx.read("mnist", images, labels, CLASSES);
    if (set.height() != SIDE || set.width() != SIDE) {
      throw new DataException(
          images,
          "has images of " + set.height() + " x " + set.width() + ", MNIST's are 28 x 28",
          "get the file again");
    }
    return set;
  }
}
