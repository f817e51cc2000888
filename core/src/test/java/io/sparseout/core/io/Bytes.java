// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Safetensors files made by hand. */
final class Bytes {
  private Bytes() {}

  /** A file of a header's length, the header, and data. */
  static byte[] file(long length, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(header)
        .put(data)
        .array();
  }
}
