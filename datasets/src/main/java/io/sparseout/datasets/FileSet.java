// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a published data set. Each may be there as published, packed with gzip, or unpacked,
 * without the ending {@code .gz}.
 *
 * @param title what people call the set
 * @param folder the folder that the files are in, below a data folder
 * @param names the files' names, without {@code .gz}
 * @param remedy how to get them
 */
record FileSet(String title, String folder, List<String> names, String remedy)
    implements Findable<List<Path>> {
  private static final String GZ = ".gz";

  /** The paths of all files below a data folder, or nothing if one is missing. */
  @Override
  public Optional<List<Path>> in(Path place) {
    List<Path> found =
        names.stream().flatMap(name -> file(place, name).stream()).collect(Collectors.toList());
    return found.size() == names.size() ? Optional.of(found) : Optional.empty();
  }

  @Override
  public String missingIn(Path place) {
    if (!Files.isDirectory(place.resolve(folder))) {
      return "no folder " + folder + " there";
    }
    return names.stream()
        .filter(name -> file(place, name).isEmpty())
        .collect(Collectors.joining(", ", "lacks ", ""));
  }

  @Override
  public String listing() {
    return names.stream()
        .map(name -> folder + "/" + name + GZ)
        .collect(Collectors.joining(", ", "", " (or without " + GZ + ")"));
  }

  private Optional<Path> file(Path place, String name) {
    Path packed = place.resolve(folder).resolve(name + GZ);
    Path unpacked = place.resolve(folder).resolve(name);
    if (Files.isRegularFile(packed)) {
      return Optional.of(packed);
    }
    return Files.isRegularFile(unpacked) ? Optional.of(unpacked) : Optional.empty();
  }
}
