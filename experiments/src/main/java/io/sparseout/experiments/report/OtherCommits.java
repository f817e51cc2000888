// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.machine.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that other commits of this version made. That is so whenever a program grows while it is
 * used, so it is said once for each commit, not once for each run.
 */
final class OtherCommits {
  private OtherCommits() {}

  /** A fault for each other commit, at the first of its runs. */
  static List<Fault> faults(List<ReportedRun> runs) {
    Map<String, List<ReportedRun>> byCommit = new LinkedHashMap<>();
    for (ReportedRun run : runs) {
      if (run.checks().isOtherCommit()) {
        String commit = Members.text(run.run().provenance(), "commit");
        byCommit.computeIfAbsent(commit, each -> new ArrayList<>()).add(run);
      }
    }
    List<Fault> faults = new ArrayList<>();
    byCommit.forEach((commit, own) -> faults.add(fault(commit, own)));
    return faults;
  }

  private static Fault fault(String commit, List<ReportedRun> runs) {
    int more = runs.size() - 1;
    String others = more == 0 ? "" : ", like " + more + (more == 1 ? " more run" : " more runs");
    String text =
        "made by commit "
            + RunChecks.shortened(commit)
            + others
            + ", this document by commit "
            + RunChecks.shortened(Version.current().commit())
            + " of the same version";
    return new Fault(runs.get(0).run().folder(), Fault.Kind.OTHER_COMMIT, text);
  }
}
