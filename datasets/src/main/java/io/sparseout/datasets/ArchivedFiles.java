// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a data set that is published as one archive: unpacked in the folder that the archive
 * holds, or the archive itself, packed with gzip, beside where that folder would be.
 *
 * @param title what people call the set
 * @param folder the folder that the files are in, below a data folder
 * @param files the files in it
 * @param archive the archive's name
 * @param remedy how to get it
 */
record ArchivedFiles(
    String title, String folder, List<Expected> files, String archive, String remedy)
    implements Findable<ArchivedFiles.Reader> {
  private static final long OTHER_BYTES = 1 << 20; // headers, a text that explains the files

  /**
   * A file.
   *
   * @param name its name in the folder
   * @param mostBytes how long it is at most
   */
  record Expected(String name, int mostBytes) {}

  /** Reads files of the set, in the order in which they are asked for. */
  interface Reader {
    /**
     * Reads files whole.
     *
     * @param names some of the set's
     * @throws DataException if one is missing, too long or cannot be read
     */
    List<DataFile> read(List<String> names);
  }

  @Override
  public String listing() {
    return files.stream()
        .map(file -> folder + "/" + file.name)
        .collect(Collectors.joining(", ", "", ", or " + archive + ","));
  }

  /** Unpacked files are preferred to the archive. */
  @Override
  public Optional<Reader> in(Path place) {
    if (missing(place).isEmpty()) {
      return Optional.of(names -> readFolder(place.resolve(folder), names));
    }
    if (Files.isRegularFile(place.resolve(archive))) {
      return Optional.of(names -> readArchive(place.resolve(archive), names));
    }
    return Optional.empty();
  }

  @Override
  public String missingIn(Path place) {
    return Files.isDirectory(place.resolve(folder))
        ? folder + " lacks " + String.join(", ", missing(place)) + "; no file " + archive + " there"
        : "neither a folder " + folder + " nor a file " + archive + " there";
  }

  private List<String> missing(Path place) {
    return files.stream()
        .map(Expected::name)
        .filter(name -> !Files.isRegularFile(place.resolve(folder).resolve(name)))
        .collect(Collectors.toList());
  }

  private List<DataFile> readFolder(Path place, List<String> names) {
    List<DataFile> found = new ArrayList<>();
    for (String name : names) {
      found.add(readFile(place.resolve(name), expected(name).mostBytes));
    }
    return found;
  }

  private static DataFile readFile(Path path, int mostBytes) {
    try (InputStream in = Files.newInputStream(path)) {
      long length = Files.size(path);
      if (length > mostBytes) {
        throw new DataFile(path, new byte[0]).bad(tooLong(length, mostBytes));
      }
      return new DataFile(path, in.readNBytes(mostBytes));
    } catch (IOException e) {
      throw new DataException(path, "cannot be read: " + e, "check the file and the disk", e);
    }
  }

  private List<DataFile> readArchive(Path path, List<String> names) {
    long mostBytes = OTHER_BYTES;
    for (Expected file : files) {
      mostBytes += file.mostBytes;
    }
    List<Expected> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(new Expected(folder + "/" + name, expected(name).mostBytes));
    }
    return TarGz.read(path, wanted, mostBytes);
  }

  private Expected expected(String name) {
    return files.stream().filter(file -> file.name.equals(name)).findFirst().orElseThrow();
  }

  /** What is wrong with a file that is too long. */
  static String tooLong(long length, int mostBytes) {
    return "has " + length + " bytes, at most " + mostBytes + " are expected";
  }
}
