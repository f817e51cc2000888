// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders in which data sets are looked for, the first one first. In each of them a set has a
 * folder of its own, laid out as its publisher lays it out. Nothing is downloaded.
 */
public final class DataFolders {
  private static final String VARIABLE = "SPARSEOUT_DATA";

  private final List<Place> places;

  /** A folder, and by whose word it is looked in. */
  private record Place(Path folder, String origin) {
    @Override
    public String toString() {
      return folder + " (" + origin + ")";
    }
  }

  private DataFolders(List<Place> places) {
    this.places = List.copyOf(places);
  }

  /**
   * The usual folders: {@code $SPARSEOUT_DATA} where it is set, then {@code sparseout} in the
   * user's cache, which is {@code $XDG_CACHE_HOME} or {@code ~/.cache}, on macOS {@code
   * ~/Library/Caches}, on Windows {@code %LOCALAPPDATA%}.
   *
   * @throws DataException if a variable holds no valid path
   */
  public static DataFolders standard() {
    return standard(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static DataFolders standard(Map<String, String> environment, String system, Path home) {
    List<Place> places = new ArrayList<>();
    variable(environment, VARIABLE)
        .ifPresent(folder -> places.add(new Place(folder, "$" + VARIABLE)));
    Path cache;
    if (system.startsWith("Windows")) {
      cache = variable(environment, "LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
    } else if (system.startsWith("Mac")) {
      cache = home.resolve("Library/Caches");
    } else {
      cache = // a relative path there is to be ignored, says the XDG specification
          variable(environment, "XDG_CACHE_HOME")
              .filter(Path::isAbsolute)
              .orElse(home.resolve(".cache"));
    }
    places.add(new Place(cache.resolve("sparseout"), "the user's cache"));
    return new DataFolders(places);
  }

  /** The given folder and no other. */
  public static DataFolders of(Path folder) {
    return new DataFolders(List.of(new Place(folder, "given")));
  }

  /** The given folder, then these. */
  public DataFolders after(Path folder) {
    return new DataFolders(
        Stream.concat(of(folder).places.stream(), places.stream()).collect(Collectors.toList()));
  }

  /** The folders, in their order. */
  public List<Path> paths() {
    return places.stream().map(Place::folder).collect(Collectors.toUnmodifiableList());
  }

  /** The folders with their origins. */
  @Override
  public String toString() {
    return places.stream().map(Place::toString).collect(Collectors.joining(", "));
  }

  /**
   * A set, from the first folder that has all of it.
   *
   * @throws DataException if there is none; it lists the files, the folders, what each of them
   *     lacks, and how to get the files
   */
  <T> T find(Findable<T> set) {
    StringBuilder message = new StringBuilder();
    message.append("no ").append(set.title()).append(" found; looked for ");
    message.append(set.listing()).append(" in");
    for (Place place : places) {
      Optional<T> found = set.in(place.folder());
      if (found.isPresent()) {
        return found.get();
      }
      message.append("\n  ").append(place).append(": ").append(set.missingIn(place.folder()));
    }
    message.append('\n').append(set.remedy());
    throw new DataException(message.toString());
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    } catch (InvalidPathException e) {
      throw new DataException(
          "$" + name + " is not a path: " + e.getMessage() + "; set it to a folder or unset it");
    }
  }
}
