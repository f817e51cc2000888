// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** A run that cannot be, for a reason that the message tells whole: where, what, and the remedy. */
public final class RunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong. */
  public RunException(String message) {
    super(message);
  }
}
