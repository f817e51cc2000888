// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.paper;

import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of all: {@code config.json}, a folder for each experiment's run, and the report. */
record PaperFolder(Path path) {
  private static final String NAME = "paper";
  private static final String CONFIG = "config.json";

  /** A new folder, with what is to be run and how it will be judged. */
  static PaperFolder create(Optional<Path> wanted, PaperConfig config) {
    PaperFolder folder = new PaperFolder(RunDirectory.newFolder(wanted, NAME));
    RunDirectory.write(folder.path.resolve(CONFIG), Json.document(config));
    return folder;
  }

  /**
   * The folder of what is to go on.
   *
   * @throws RunException if there is none, or it was begun with something else
   */
  static PaperFolder existing(Path path, PaperConfig config) {
    Path file = path.resolve(CONFIG);
    if (!RunDirectory.read(file).equals(Json.document(config))) {
      throw new RunException(
          Files.exists(file)
              ? path
                  + ": was begun with another preset or seed, or by another version, than preset "
                  + config.preset()
                  + " and seed "
                  + config.seed()
                  + " here; give the same (its "
                  + CONFIG
                  + " has them), or begin a new one"
              : path + ": has no " + CONFIG + "; name the folder of a paper run to go on with");
    }
    return new PaperFolder(path);
  }

  /** The folder of an experiment's run. */
  Path run(Part part) {
    return path.resolve(part.experiment());
  }

  /**
   * Whether an experiment's command has ended well. A run that is complete may lack its plots; to
   * go on with it draws them.
   */
  boolean isDone(Part part) {
    return RunDirectory.read(done()).lines().anyMatch(part.experiment()::equals)
        && runs(List.of(part)).stream().anyMatch(RecordedRun::isComplete);
  }

  /** Keeps that an experiment's command has ended well. */
  void done(Part part) {
    RunDirectory.write(done(), RunDirectory.read(done()) + part.experiment() + "\n");
  }

  private Path done() {
    return path.resolve("done.txt");
  }

  /** Whether an experiment's run has left results. */
  boolean isBegun(Part part) {
    return Files.exists(run(part).resolve("results.json"));
  }

  /**
   * Removes what a run left that ended before it wrote its first results: it holds nothing else.
   */
  void clear(Part part) {
    try {
      Files.deleteIfExists(run(part).resolve(CONFIG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runs that can be read; the report says what is wrong with the others. */
  List<RecordedRun> runs(List<Part> parts) {
    List<RecordedRun> runs = new ArrayList<>();
    for (Part part : parts) {
      try {
        runs.add(RecordedRun.read(run(part)));
      } catch (RunException e) {
        // Not begun, or damaged: there is nothing to judge by.
      }
    }
    return runs;
  }

  /** The report. */
  Path report(String format) {
    return path.resolve("report." + format);
  }
}
