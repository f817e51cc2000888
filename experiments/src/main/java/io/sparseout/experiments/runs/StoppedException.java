// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** Work ended early because the process was told to stop. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is left of the work. */
  public StoppedException(String remains) {
    super("stopped by a signal; " + remains);
  }
}
