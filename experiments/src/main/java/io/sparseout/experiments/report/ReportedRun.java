// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.List;

/**
 * A run that a report is on.
 *
 * @param id what links lead to it by
 * @param run what its folder has
 * @param plots its pictures
 * @param checks what came of looking into it
 */
record ReportedRun(String id, RecordedRun run, Plots plots, RunChecks checks) {
  /** The way to its section. */
  Phrase link() {
    return Phrase.link(RunSection.title(run), id);
  }

  /** Whether its folder is not as the program left it. */
  boolean isChanged() {
    return checks.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.CHANGED);
  }

  /** The checks that came out well, of those that could be made. */
  static String checked(List<ReportedRun> runs) {
    long sealed = runs.stream().filter(run -> run.run.isIntact() != null).count();
    long intact = runs.stream().filter(run -> Boolean.TRUE.equals(run.run.isIntact())).count();
    long models = runs.stream().mapToLong(run -> run.checks.weights().size()).sum();
    long same =
        runs.stream()
            .flatMap(run -> run.checks.weights().values().stream())
            .filter(RunChecks.Weights.SAME::equals)
            .count();
    return "Checked: results are as the program sealed them in "
        + intact
        + " of "
        + sealed
        + " runs that have a seal, and saved weights have the SHA-256 that is recorded for "
        + same
        + " of "
        + models
        + " trained models.";
  }
}
