// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;

/**
 * Data that is missing, or a file that is not what it should be: cut short, too long, damaged,
 * inconsistent. The message names the file, what its header says, what was found, and the remedy. A
 * caller that catches it has lost nothing: no part of the data was used.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataException(String message) {
    super(message);
  }

  DataException(Path file, String problem, String remedy) {
    this(file, problem, remedy, null);
  }

  DataException(Path file, String problem, String remedy, Throwable cause) {
    super(file + ": " + problem + "; " + remedy, cause);
  }
}
