// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** A trial failed: its name, and why as the cause. */
public final class TrialException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrialException(String trial, Throwable cause) {
    super("trial " + trial, cause);
  }
}
