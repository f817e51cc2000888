// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Every call that {@link AtomicFile} makes to the file system. The tests put others in: calls that
 * fail at a chosen moment, and a disk that loses its power.
 */
interface FileCalls {
  /**
   * The file that a write to this path replaces: absolute, and where the path is a symbolic link,
   * what the link stands for.
   *
   * @throws IOException if something is there that is not a file, such as a folder or a device
   */
  Path resolve(Path target) throws IOException;

  /** Creates and opens a file that must not exist yet. */
  Output create(Path file) throws IOException;

  /** Puts a file in the place of another in one step: at any moment one of the two is there. */
  void rename(Path from, Path to) throws IOException;

  /** Returns when the folder's names are on the disk itself. */
  void syncFolder(Path folder) throws IOException;

  /** Deletes a file. */
  void delete(Path file) throws IOException;

  /** A file open for writing. */
  interface Output extends Closeable {
    /** Appends all of the buffer's remaining bytes. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when all that was written is on the disk itself. */
    void sync() throws IOException;
  }
}
