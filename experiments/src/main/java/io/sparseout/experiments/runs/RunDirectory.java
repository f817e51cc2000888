// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparseout.core.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code config.json}, {@code metrics.jsonl}, {@code results.json}, {@code
 * plots} and {@code checkpoints}. Each file is written whole or not at all. No run is ever written
 * over.
 */
public final class RunDirectory {
  private static final Path DEFAULT_PARENT = Path.of("runs");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Creates the folder of a new run.
   *
   * @param wanted where; else a new one named after the experiment and the time, below {@code runs}
   * @throws RunException if it cannot be created, or has a run in it
   */
  public static RunDirectory create(Optional<Path> wanted, String experiment) {
    RunDirectory directory = new RunDirectory(newFolder(wanted, experiment));
    try {
      Files.createDirectories(directory.checkpoints());
      Files.createDirectories(directory.plots());
      return directory;
    } catch (IOException e) {
      throw unusable(directory.path, e);
    }
  }

  /**
   * Creates a folder for results, which has none.
   *
   * @param wanted where; else a new one named after the experiment and the time, below {@code runs}
   * @throws RunException if it cannot be created, or has a run in it
   */
  public static Path newFolder(Optional<Path> wanted, String experiment) {
    Path path = wanted.orElse(DEFAULT_PARENT);
    try {
      Files.createDirectories(path);
      if (wanted.isEmpty()) {
        path = createNew(experiment + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
      }
      new RunDirectory(path).requireNoRun();
      return path;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static RunException unusable(Path path, IOException e) {
    return new RunException(
        path + ": cannot be a folder for results (" + e + "); name another with --out");
  }

  /**
   * The folder of a run that is to go on.
   *
   * @throws RunException if there is no run in it
   */
  public static RunDirectory existing(Path path) {
    RunDirectory directory = new RunDirectory(path);
    for (Path file : List.of(directory.config(), directory.results())) {
      if (Files.notExists(file)) {
        throw new RunException(
            path + ": has no " + file.getFileName() + "; name the folder of a run to go on with");
      }
    }
    return directory;
  }

  /**
   * The folder of a new run, or of the one that is to go on.
   *
   * @param wanted where a new run is wanted, as {@link #create} takes it
   * @param resumed the folder of the run that is to go on; null for a new one
   * @throws RunException if it cannot be created, or there is no run to go on with
   * @throws IllegalArgumentException if both are named
   */
  public static RunDirectory of(Optional<Path> wanted, String experiment, Path resumed) {
    if (resumed == null) {
      return create(wanted, experiment);
    }
    if (wanted.isPresent()) {
      throw new IllegalArgumentException("--resume: writes to its own folder; leave --out out");
    }
    return existing(resumed);
  }

  private static Path createNew(String name) throws IOException {
    for (int number = 1; ; number++) {
      Path path = DEFAULT_PARENT.resolve(number == 1 ? name : name + "-" + number);
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        // Another run began in the same second.
      }
    }
  }

  private void requireNoRun() {
    for (Path file : List.of(config(), results(), metrics())) {
      if (Files.exists(file)) {
        throw new RunException(
            path + ": has the results of another run; name a new folder with --out");
      }
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** What the run was told to do. */
  public Path config() {
    return path.resolve("config.json");
  }

  /** A line for each epoch of each trial. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** A row for each finished trial. */
  public Path results() {
    return path.resolve("results.json");
  }

  /** The folder of the saved models. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Whether there are saved models: not every experiment has any. */
  public boolean hasModels() {
    try (Stream<Path> files = Files.list(checkpoints())) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** The file of a trial's trained model. */
  public Path model(String trial) {
    return checkpoints().resolve(trial + ".safetensors");
  }

  /** The file that keeps how far the training of a trial is, as long as it is not finished. */
  public Path training(String trial) {
    return checkpoints().resolve(trial + ".training.safetensors");
  }

  /** Removes that file, when it is. */
  public void endTraining(String trial) {
    try {
      Files.deleteIfExists(training(trial));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The folder of the checkpoints of a trial that keeps all; created where it is missing.
   *
   * @throws RunException if it cannot be created
   */
  public Path models(String trial) {
    Path folder = checkpoints().resolve(trial);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunException(folder + ": cannot be created (" + e + "); name another --out");
    }
  }

  /** The folder of the plots. */
  public Path plots() {
    return path.resolve("plots");
  }

  /** Reads a text file of such a folder; an empty text if there is none. */
  public static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new RunException(file + ": cannot be read (" + e + ")");
    }
  }

  /** Writes a text file of such a folder, whole or not at all. */
  public static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(UTF_8)));
  }
}
