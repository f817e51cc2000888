// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;

class ArrayReaderTest {
  /** A channel of these bytes that gives at most three at a time. */
  private static ReadableByteChannel slowly(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer into) {
        int count = Math.min(3, Math.min(rest.remaining(), into.remaining()));
        if (!rest.hasRemaining()) {
          return -1;
        }
        for (int i = 0; i < count; i++) {
          into.put(rest.get());
        }
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void readsOneTypeAfterAnother() throws IOException {
    byte[] bytes = new byte[1 + 4 + 8 + 4 + 8];
    littleEndian(bytes).put((byte) 1).putFloat(2).putDouble(3).putInt(4).putLong(-5);
    ArrayReader in = new ArrayReader(slowly(bytes));
    assertArrayEquals(new byte[] {1}, in.bytes(1));
    assertArrayEquals(new float[] {2}, in.floats(1));
    assertArrayEquals(new double[] {3}, in.doubles(1));
    assertArrayEquals(new int[] {4}, in.ints(1));
    assertArrayEquals(new int[] {-5}, in.longs(1));
    assertArrayEquals(new int[0], in.longs(0));
  }

  @Test
  void readsLongsAcrossBlocks() throws IOException {
    int count = 20_000;
    byte[] bytes = new byte[8 * count];
    ByteBuffer buffer = littleEndian(bytes);
    int[] expected = new int[count];
    for (int i = 0; i < count; i++) {
      expected[i] = i - 10_000;
      buffer.putLong(expected[i]);
    }
    assertArrayEquals(expected, new ArrayReader(slowly(bytes)).longs(count));
  }

  @Test
  void refusesAnEndInTheMiddle() {
    EOFException error =
        assertThrows(EOFException.class, () -> new ArrayReader(slowly(new byte[7])).floats(2));
    assertEquals("it became shorter while it was read", error.getMessage());
  }
}
