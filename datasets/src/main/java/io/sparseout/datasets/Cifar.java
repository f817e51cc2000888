// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;

/**
 * The binary files of the CIFAR sets (Krizhevsky 2009), as their publisher defines them: records of
 * one or two bytes of labels and an image, 3 x 32 x 32 bytes by channel (red, green, blue), row and
 * column. The classes' names are in a text file, one a line.
 */
final class Cifar {
  static final int CHANNELS = 3;
  static final int SIDE = 32;

  private static final int PIXELS = CHANNELS * SIDE * SIDE;

  private final String name;
  private final ArchivedFiles files;
  private final String classNames;
  private final List<Label> labels;

  /**
   * A byte of a record.
   *
   * @param name what it is called
   * @param classes how many values it can have
   */
  record Label(String name, int classes) {}

  /**
   * A set.
   *
   * @param classNames the file that names the classes
   * @param labels the bytes before an image; the last one is its class
   */
  Cifar(String name, ArchivedFiles files, String classNames, List<Label> labels) {
    this.name = name;
    this.files = files;
    this.classNames = classNames;
    this.labels = List.copyOf(labels);
  }

  /** How long a file of images is. */
  static int bytes(int labels, int images) {
    return images * (labels + PIXELS);
  }

  /**
   * Reads the images of some files, one file's after the other's.
   *
   * @throws DataException if a file is missing or not what it should be
   */
  ImageDataset read(DataFolders folders, List<String> batches) {
    List<String> names = new ArrayList<>(batches);
    names.add(classNames);
    List<DataFile> contents = folders.find(files).read(names);
    List<String> classes = classNames(contents.get(batches.size()));
    int count = 0;
    for (DataFile file : contents.subList(0, batches.size())) {
      count += records(file);
    }
    byte[] pixels = new byte[count * PIXELS];
    int[] classOf = new int[count];
    int image = 0;
    for (DataFile file : contents.subList(0, batches.size())) {
      image += copy(file, pixels, classOf, image);
    }
    return new ImageDataset(name, pixels, CHANNELS, SIDE, SIDE, classOf, classes.size())
        .withClassNames(classes);
  }

  /** How many records a file has. */
  private int records(DataFile file) {
    int length = file.bytes().length;
    int record = bytes(labels.size(), 1);
    if (length == 0) {
      throw file.bad("is empty");
    }
    if (length % record != 0) {
      throw file.bad("has " + length + " bytes, not a multiple of a record's " + record);
    }
    return length / record;
  }

  /** Copies the records of a file to the places from {@code to} on; returns how many there are. */
  private int copy(DataFile file, byte[] pixels, int[] classOf, int to) {
    byte[] bytes = file.bytes();
    int count = records(file);
    for (int i = 0; i < count; i++) {
      int from = bytes(labels.size(), i);
      for (Label label : labels) {
        int value = bytes[from++] & 0xFF;
        if (value >= label.classes) {
          throw file.bad(
              String.format(
                  "has %s %d in record %d, not 0 to %d", label.name, value, i, label.classes - 1));
        }
        classOf[to + i] = value;
      }
      System.arraycopy(bytes, from, pixels, (to + i) * PIXELS, PIXELS);
    }
    return count;
  }

  /** The lines of a file of names; empty ones may follow. */
  private List<String> classNames(DataFile file) {
    int expected = labels.get(labels.size() - 1).classes;
    for (byte value : file.bytes()) {
      if ((value < ' ' || value > '~') && value != '\n' && value != '\r') {
        throw file.bad(String.format("has byte 0x%02x, not text", value));
      }
    }
    String text = new String(file.bytes(), US_ASCII).stripTrailing();
    List<String> names = text.lines().toList();
    if (names.size() != expected || names.stream().distinct().count() != expected) {
      throw file.bad(
          "has " + names.stream().distinct().count() + " different names, not " + expected);
    }
    if (names.stream().anyMatch(String::isBlank)) {
      throw file.bad("has an empty name");
    }
    return names;
  }
}
