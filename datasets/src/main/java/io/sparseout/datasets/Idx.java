// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;

/**
 * Reads labelled grey images from a pair of IDX files of unsigned bytes, packed with gzip or not:
 * the format of MNIST, and of Fashion-MNIST, KMNIST and EMNIST, which follow it.
 */
public final class Idx {
  private Idx() {}

  /**
   * Reads a pair of files.
   *
   * @param name what to call the set in messages
   * @param images IDX {@code [count, rows, columns]}
   * @param labels IDX {@code [count]}, each from 0 to {@code classes - 1}
   * @param classes how many classes there are
   * @throws DataException if a file is missing, cut short, too long, damaged, or the two do not fit
   *     together; the message says what each says and what was found
   */
  public static ImageDataset read(String name, Path images, Path labels, int classes) {
    IdxFile labelFile = IdxFile.read(labels, IdxFile.Content.LABELS); // the small one first
    IdxFile imageFile = IdxFile.read(images, IdxFile.Content.IMAGES);
    int count = imageFile.dim(0);
    if (labelFile.dim(0) != count) {
      throw labelFile.bad(
          labelFile.header() + ", but there are " + count + " images in " + images,
          "give two files of one set");
    }
    int[] classOf = new int[count];
    for (int i = 0; i < count; i++) {
      classOf[i] = labelFile.elements()[i] & 0xFF;
      if (classOf[i] >= classes) {
        throw labelFile.bad(
            "image " + i + " has label " + classOf[i] + ", not 0 to " + (classes - 1),
            "get the file again");
      }
    }
    return new ImageDataset(
        name, imageFile.elements(), 1, imageFile.dim(1), imageFile.dim(2), classOf, classes);
  }
}
