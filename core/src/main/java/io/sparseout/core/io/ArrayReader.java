// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads little-endian numbers into arrays, a small block at a time: the arrays are all the memory
 * it takes. A channel that ends too early is an {@link EOFException}.
 */
final class ArrayReader {
  private static final int BLOCK = 1 << 16;

  private final ReadableByteChannel channel;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);

  ArrayReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  byte[] bytes(int count) throws IOException {
    byte[] values = new byte[count];
    for (int done = 0; done < count; ) {
      int n = fill(count - done, Byte.BYTES);
      block.get(values, done, n);
      done += n;
    }
    return values;
  }

  float[] floats(int count) throws IOException {
    float[] values = new float[count];
    for (int done = 0; done < count; ) {
      int n = fill(count - done, Float.BYTES);
      block.asFloatBuffer().get(values, done, n);
      done += n;
    }
    return values;
  }

  double[] doubles(int count) throws IOException {
    double[] values = new double[count];
    for (int done = 0; done < count; ) {
      int n = fill(count - done, Double.BYTES);
      block.asDoubleBuffer().get(values, done, n);
      done += n;
    }
    return values;
  }

  int[] ints(int count) throws IOException {
    int[] values = new int[count];
    for (int done = 0; done < count; ) {
      int n = fill(count - done, Integer.BYTES);
      block.asIntBuffer().get(values, done, n);
      done += n;
    }
    return values;
  }

  /**
   * Reads 64-bit integers into 32 bits.
   *
   * @throws ArithmeticException if one does not fit; its message is the number
   */
  int[] longs(int count) throws IOException {
    int[] values = new int[count];
    for (int done = 0; done < count; ) {
      int n = fill(count - done, Long.BYTES);
      for (int i = 0; i < n; i++) {
        long value = block.getLong();
        values[done + i] = (int) value;
        if (value != values[done + i]) {
          throw new ArithmeticException(Long.toString(value));
        }
      }
      done += n;
    }
    return values;
  }

  /** Fills the block with elements, as many as are wanted or fit, and says how many those are. */
  private int fill(int wanted, int elementBytes) throws IOException {
    int count = Math.min(wanted, BLOCK / elementBytes);
    block.clear().limit(count * elementBytes);
    while (block.hasRemaining()) {
      if (channel.read(block) < 0) {
        throw new EOFException("it became shorter while it was read");
      }
    }
    block.flip();
    return count;
  }
}
