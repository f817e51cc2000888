// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import java.nio.file.Path;

/** Images that cannot be classified. The message says what is wrong, the values and the remedy. */
public final class ImageFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImageFileException(String message) {
    super(message);
  }

  ImageFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
