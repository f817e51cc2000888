// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file that may be packed with gzip, which its first two bytes tell. */
final class PackedFile {
  private static final int GZIP = 0x1F8B;

  private PackedFile() {}

  /**
   * The file's bytes: a {@link GzipInput} where it is packed.
   *
   * @throws DataException if there is no such file
   */
  static InputStream open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) { // a named pipe would block for ever
      throw new DataException(
          path, Files.exists(path) ? "not a file" : "no such file", "say where the file is");
    }
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    try {
      file.mark(2);
      boolean packed = (file.read() << 8 | file.read()) == GZIP;
      file.reset();
      return packed ? new GzipInput(file) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
