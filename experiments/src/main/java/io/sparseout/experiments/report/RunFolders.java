// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the folders of runs in what a user names: folders of a run, or folders of such. */
final class RunFolders {
  /** As deep as folders of runs stand in each other: those of {@code paper} hold one level. */
  private static final int DEPTH = 3;

  private static final String RESULTS = "results.json";
  private static final List<String> BEGUN = List.of("config.json", "metrics.jsonl");
  private static final Set<String> PARTS = Set.of("plots", "checkpoints");

  private final List<Path> found = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Path> known = new HashSet<>();

  private RunFolders() {}

  /** Looks through the named folders in their order, each by name. */
  static RunFolders in(List<Path> named) {
    RunFolders folders = new RunFolders();
    for (Path path : named) {
      int before = folders.found.size() + folders.faults.size();
      folders.look(path, DEPTH);
      if (folders.found.size() + folders.faults.size() == before) {
        folders.fault(path, Fault.Kind.LEFT_OUT, "there is no run in it: no results.json");
      }
    }
    return folders;
  }

  /** The folders of runs, each once. */
  List<Path> found() {
    return List.copyOf(found);
  }

  /** What is wrong with what was named. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private void look(Path path, int depth) {
    if (!Files.isDirectory(path)) {
      String text = Files.exists(path) ? "it is no folder" : "there is no such folder";
      fault(path, Fault.Kind.LEFT_OUT, text + "; name the folder of a run");
      return;
    }
    try {
      int before = found.size() + faults.size();
      if (Files.exists(path.resolve(RESULTS))) {
        add(path);
      }
      if (depth > 0) {
        for (Path inner : inner(path)) {
          look(inner, depth - 1);
        }
      }
      // The folder of a run that left no results, not one that holds runs.
      if (found.size() + faults.size() == before && BEGUN.stream().anyMatch(exists(path))) {
        add(path);
      }
    } catch (IOException e) {
      fault(path, Fault.Kind.LEFT_OUT, "it cannot be read (" + e + "); check its permissions");
    }
  }

  private static Predicate<String> exists(Path folder) {
    return name -> Files.exists(folder.resolve(name));
  }

  private void add(Path run) throws IOException {
    if (known.add(run.toRealPath())) {
      found.add(run);
    } else {
      fault(run, Fault.Kind.TWICE, "it is the same folder as one before; it counts once");
    }
  }

  private static List<Path> inner(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isDirectory)
          .filter(inner -> !PARTS.contains(inner.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private void fault(Path path, Fault.Kind kind, String text) {
    faults.add(new Fault(path, kind, text));
  }
}
