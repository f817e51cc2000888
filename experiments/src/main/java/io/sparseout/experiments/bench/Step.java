// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

/**
 * What a workload repeats.
 *
 * @param before what must come before the work each time and is not timed; null for nothing
 * @param work what is timed
 */
public record Step(Runnable before, Runnable work) {
  /** Work that needs nothing before it. */
  public Step(Runnable work) {
    this(null, work);
  }

  /** Does both. */
  public void run() {
    if (before != null) {
      before.run();
    }
    work.run();
  }
}
