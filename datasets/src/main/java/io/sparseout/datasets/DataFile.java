// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;

/**
 * The content of one file of a data set, which lay in a file of its own or in an archive.
 *
 * @param path the file, or the archive
 * @param subject begins a message about it, after the path: nothing, or the archive's member
 * @param bytes the content. Not a copy.
 */
record DataFile(Path path, String subject, byte[] bytes) {
  /** A file of its own. */
  DataFile(Path path, byte[] bytes) {
    this(path, "", bytes);
  }

  /** An exception about this file. */
  DataException bad(String problem) {
    return new DataException(path, subject + problem, "get the file again");
  }
}
