// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import io.sparseout.experiments.runs.RecordedRun;
import java.util.ArrayList;
import java.util.List;

/** All claims, judged by the runs that are there. */
public final class Claims {
  private Claims() {}

  /**
   * The verdicts in the order of the claims: one for each run of a claim's experiment; undecided,
   * without a run, where there is none.
   */
  public static List<Verdict> verdicts(List<RecordedRun> runs) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Claim claim : Claim.values()) {
      List<RecordedRun> own =
          runs.stream().filter(run -> run.experiment().equals(claim.experiment())).toList();
      own.forEach(run -> verdicts.add(claim.judge(run)));
      if (own.isEmpty()) {
        verdicts.add(
            Verdict.undecided(claim, "no run of " + claim.experiment() + " is here", null));
      }
    }
    return List.copyOf(verdicts);
  }
}
