// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The chunks that a PNG file consists of after its signature: length, type, data, and the checksum
 * of type and data; the last one is IEND. The JDK's reader looks at no checksum, and takes a file
 * that is cut short for a dark one.
 */
final class PngChunks {
  private final DataInputStream input;
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[8192];

  private PngChunks(InputStream input) {
    this.input = new DataInputStream(input);
  }

  /**
   * Reads the chunks to the last one.
   *
   * @throws IOException if one is not whole or its checksum is wrong
   */
  static void check(InputStream input) throws IOException {
    try {
      PngChunks chunks = new PngChunks(input);
      while (!chunks.next().equals("IEND")) {
        // The next one.
      }
    } catch (EOFException e) {
      throw new IOException("it is cut short", e);
    }
  }

  /** Reads a chunk; gives its type. */
  private String next() throws IOException {
    int left = input.readInt();
    checksum.reset();
    read(4);
    String type = new String(buffer, 0, 4, US_ASCII);
    while (left > 0) {
      int part = Math.min(left, buffer.length);
      read(part);
      left -= part;
    }
    if (left < 0 || input.readInt() != (int) checksum.getValue()) {
      throw new IOException("a checksum is wrong");
    }
    return type;
  }

  private void read(int bytes) throws IOException {
    input.readFully(buffer, 0, bytes);
    checksum.update(buffer, 0, bytes);
  }
}
