// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.runs.RecordedRun;
import io.sparseout.experiments.runs.RunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a report rests on.
 *
 * @param runs that could be read, in the order they were named
 * @param faults what is wrong with them, and what is left out
 */
record Evidence(List<ReportedRun> runs, List<Fault> faults) {
  /**
   * Reads and checks what a user names. What cannot be used is a fault; the rest goes on.
   *
   * @param named folders of runs, or of folders of runs
   * @param document the folder that the document goes to
   */
  static Evidence of(List<Path> named, Path document) {
    RunFolders folders = RunFolders.in(named);
    List<Fault> faults = new ArrayList<>(folders.faults());
    List<ReportedRun> runs = new ArrayList<>();
    Map<String, Path> contents = new HashMap<>();
    for (Path folder : folders.found()) {
      try {
        RecordedRun run = RecordedRun.read(folder);
        Path same = contents.get(content(run));
        if (same == null) {
          ReportedRun reported = reported("run-" + (runs.size() + 1), run, document);
          contents.put(content(run), folder);
          runs.add(reported);
          faults.addAll(reported.checks().faults());
        } else {
          faults.add(
              new Fault(folder, Fault.Kind.TWICE, "it is a copy of " + same + "; it counts once"));
        }
      } catch (RunException e) {
        faults.add(new Fault(folder, Fault.Kind.LEFT_OUT, Members.cut(e.getMessage())));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // What a folder may hold has no end: the other runs must not be lost by one.
        faults.add(
            new Fault(
                folder,
                Fault.Kind.LEFT_OUT,
                "it cannot be read or shown (" + Members.cut(e.toString()) + ")"));
      }
    }
    faults.addAll(OtherCommits.faults(runs));
    return new Evidence(List.copyOf(runs), List.copyOf(faults));
  }

  /** Shown once for a trial: a run that cannot be shown is to be known before others are. */
  private static ReportedRun reported(String id, RecordedRun run, Path document) {
    Plots plots = Plots.of(run, document);
    RunChecks checks = RunChecks.of(run, plots);
    new RunSection(run, checks, checks.faults()).section(id, List.of(), List.of());
    return new ReportedRun(id, run, plots, checks);
  }

  /** Two runs at different times are two, though they come to the same. */
  private static String content(RecordedRun run) {
    return run.experiment() + run.config() + run.provenance() + run.rows();
  }

  /** The faults of one run; its commit stands in its provenance. */
  List<Fault> faults(ReportedRun reported) {
    Path folder = reported.run().folder();
    return grave().stream().filter(fault -> fault.folder().equals(folder)).toList();
  }

  /** All faults but other commits of this version, which alone are no reason for doubt. */
  List<Fault> grave() {
    return faults.stream().filter(fault -> fault.kind() != Fault.Kind.OTHER_COMMIT).toList();
  }
}
