// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static io.sparseout.datasets.IdxBytes.member;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {
  private static final byte[] TEXT = bytes('s', 'p', 'a', 'r', 's', 'e');

  private static byte[] unpack(byte[] packed) throws IOException {
    try (GzipInput input = new GzipInput(new ByteArrayInputStream(packed))) {
      return input.readAllBytes();
    }
  }

  @Test
  void unpacksWhatTheJdkPacks() throws IOException {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    Arrays.fill(content, 100_000, 200_000, (byte) 7);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
      output.write(content);
    }
    assertArrayEquals(content, unpack(packed.toByteArray()));
  }

  @Test
  void readsEveryPartOfAHeader() throws IOException {
    byte[] extra = bytes(3, 0, 'a', 'b', 'c');
    byte[] name = bytes('n', 0);
    byte[] comment = bytes('c', 0);
    assertArrayEquals(TEXT, unpack(gzip(1, bytes(), TEXT)));
    assertArrayEquals(TEXT, unpack(gzip(4, extra, TEXT)));
    assertArrayEquals(TEXT, unpack(gzip(8, name, TEXT)));
    assertArrayEquals(TEXT, unpack(gzip(16, comment, TEXT)));
    assertArrayEquals(TEXT, unpack(gzip(2, bytes(0x90, 0xC9), TEXT)));
    byte[] checksum = bytes(0x66, 0x50); // of the header with all of its parts
    assertArrayEquals(TEXT, unpack(gzip(31, join(extra, name, comment, checksum), TEXT)));
  }

  @Test
  void readsSeveralMembersAndEmptyOnes() throws IOException {
    byte[] empty = gzip(bytes());
    assertArrayEquals(bytes(), unpack(empty));
    assertArrayEquals(join(TEXT, TEXT), unpack(join(empty, gzip(TEXT), empty, gzip(TEXT), empty)));
  }

  @Test
  void readsStoredBlocks() throws IOException {
    byte[] stored = join(bytes(1, 6, 0, 0xF9, 0xFF), TEXT);
    assertArrayEquals(TEXT, unpack(member(0, bytes(), stored, TEXT)));
  }

  @Test
  void readsAFileThatComesByteByByte() throws IOException {
    InputStream slow =
        new ByteArrayInputStream(join(gzip(TEXT), gzip(TEXT))) {
          @Override
          public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
          }
        };
    try (GzipInput input = new GzipInput(slow)) {
      assertEquals(0, input.read(new byte[4], 2, 0));
      assertEquals('s', input.read());
      assertArrayEquals(bytes('p', 'a', 'r', 's', 'e'), input.readNBytes(5));
      assertArrayEquals(TEXT, input.readAllBytes());
      assertEquals(-1, input.read());
      assertEquals(-1, input.read());
    }
  }
}
