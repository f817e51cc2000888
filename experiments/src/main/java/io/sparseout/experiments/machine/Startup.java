// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.machine;

import java.time.Duration;
import java.time.Instant;

/** When the program was started, as the user sees it. */
public final class Startup {
  /** The system property of a JVM that was started by another one of this program. */
  public static final String RELAUNCHED = "sparseout.relaunched";

  private Startup() {}

  /** The process that the user started: this one, or the one that started this one. */
  public static ProcessHandle firstProcess() {
    ProcessHandle current = ProcessHandle.current();
    return System.getProperty(RELAUNCHED) == null ? current : current.parent().orElse(current);
  }

  /** The seconds since that process started; null where the system does not tell. */
  public static Double seconds() {
    Instant now = Instant.now();
    return firstProcess()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, now).toMillis() / 1000.0)
        .orElse(null);
  }
}
