// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Makes the bytes of tar archives, right and wrong ones. */
final class TarBytes {
  static final String USTAR = "ustar\00000";
  static final byte[] END = new byte[1024];

  private static final int CHECKSUM = 148;

  private TarBytes() {}

  /** A plain file, with its header. */
  static byte[] file(String name, byte[] content) {
    return join(header(name, '0', content.length), padded(content));
  }

  /** A member of another type, with its header. */
  static byte[] member(String name, int type, byte[] content) {
    return join(header(name, type, content.length), padded(content));
  }

  /** An extension with the given records. */
  static byte[] pax(String records) {
    return member("pax", 'x', records.getBytes(ISO_8859_1));
  }

  static byte[] header(String name, int type, long size) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644\0");
    put(block, 108, "0001750\0");
    put(block, 116, "0001750\0");
    put(block, 124, String.format("%011o\0", size));
    put(block, 136, "11320417377\0");
    block[156] = (byte) type;
    put(block, 257, USTAR);
    return checked(block);
  }

  /** A header with a field changed and the checksum that fits. */
  static byte[] with(byte[] header, int from, String field) {
    byte[] block = header.clone();
    put(block, from, field);
    return checked(block);
  }

  /** Content, with zeros up to the next block. */
  static byte[] padded(byte[] content) {
    return Arrays.copyOf(content, (content.length + 511) / 512 * 512);
  }

  private static byte[] checked(byte[] block) {
    put(block, CHECKSUM, "        ");
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xFF;
    }
    put(block, CHECKSUM, String.format("%06o\0 ", sum));
    return block;
  }

  private static void put(byte[] block, int from, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    System.arraycopy(bytes, 0, block, from, bytes.length);
  }
}
