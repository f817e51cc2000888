// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes the bytes of IDX and gzip files, right and wrong ones. */
final class IdxBytes {
  /** Three images of 2 x 2: 16 bytes of header and 12 of pixels. */
  static final byte[] IMAGES =
      file(0x08, new int[] {3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 100, 200, 254, 255);

  /** Their labels: 8 bytes of header and 3 labels. */
  static final byte[] LABELS = file(0x08, new int[] {3}, 0, 9, 5);

  private IdxBytes() {}

  /** An IDX file with the given type, dimensions and elements, whether they fit or not. */
  static byte[] file(int type, int[] dims, int... elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + elements.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int dim : dims) {
      bytes.putInt(dim);
    }
    return bytes.put(bytes(elements)).array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] first(byte[] bytes, int count) {
    return Arrays.copyOf(bytes, count);
  }

  static byte[] without(byte[] bytes, int last) {
    return Arrays.copyOf(bytes, bytes.length - last);
  }

  static byte[] with(byte[] bytes, int index, int value) {
    byte[] copy = bytes.clone();
    copy[index < 0 ? copy.length + index : index] = (byte) value;
    return copy;
  }

  /** A gzip file of one member with a plain header of 10 bytes. */
  static byte[] gzip(byte[] content) {
    return gzip(0, new byte[0], content);
  }

  /** A gzip file of one member with the given flags and what they announce. */
  static byte[] gzip(int flags, byte[] announced, byte[] content) {
    return member(flags, announced, deflate(content), content);
  }

  /** A gzip file around given deflate data, with the trailer of {@code content}. */
  static byte[] member(int flags, byte[] announced, byte[] deflated, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return join(
        bytes(0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 255),
        announced,
        deflated,
        littleEndian((int) checksum.getValue()),
        littleEndian(content.length));
  }

  static byte[] littleEndian(int value) {
    return bytes(value, value >> 8, value >> 16, value >> 24);
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      byte[] piece = new byte[8192];
      while (!deflater.finished()) {
        deflated.write(piece, 0, deflater.deflate(piece));
      }
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
