// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.nio.file.Path;

/**
 * A file that cannot be used as a checkpoint: missing, unreadable, cut off, damaged, or not made
 * for the model at hand. The message names the file, what is wrong, the values and the remedy. A
 * caller that catches it has lost nothing: no part of the file was used.
 */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CheckpointException(Path file, String problem, String remedy) {
    this(file, problem, remedy, null);
  }

  /**
   * An error in a checkpoint, for those too who keep text of their own in one.
   *
   * @param problem what is wrong, with the values
   * @param remedy what to do about it
   * @param cause what brought it to light, or null
   */
  public CheckpointException(Path file, String problem, String remedy, Throwable cause) {
    super(file + ": " + problem + "; " + remedy, cause);
  }
}
