// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

/** A member that recorded results should have and have not: of another version, or changed. */
final class MissingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Names the member. */
  MissingException(String member) {
    super(member);
  }
}
