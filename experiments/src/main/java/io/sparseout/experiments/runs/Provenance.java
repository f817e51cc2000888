// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.Compute;
import io.sparseout.experiments.machine.Machine;
import io.sparseout.experiments.machine.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a run's results come from, beside its configuration. None of it but the version changes
 * them; times it does change.
 *
 * @param version the program's version
 * @param commit the commit that it was built from
 * @param machine what it ran on
 * @param kernels the kernels that computed
 * @param threads how many threads computed
 * @param started when, in UTC
 */
public record Provenance(
    String version, String commit, Machine machine, String kernels, int threads, String started) {
  /** This process's. */
  public static Provenance here() {
    Version version = Version.current();
    return new Provenance(
        version.number(),
        version.commit(),
        Machine.here(),
        Compute.kernelName(),
        Compute.threads(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
