// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

/** Data that are not those that were asked for. */
public final class OtherDataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which data were wanted, and which are there. */
  public OtherDataException(String wantedBy, String wantedSha256, DataHash found) {
    super(
        wantedBy
            + ": wants data with SHA-256 "
            + wantedSha256
            + ", but "
            + found.name()
            + " as it is here has "
            + found.sha256()
            + "; name the folder that has the right ones with --data-dir, or begin a new run");
  }
}
