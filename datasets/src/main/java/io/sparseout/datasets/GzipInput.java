// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file (RFC 1952) of one or more members. Stricter than the JDK's {@link
 * java.util.zip.GZIPInputStream}, which takes other bytes after a member for the end of the file:
 * here every byte counts, and the end is reported only when all checks have passed.
 */
final class GzipInput extends InputStream {
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream file;
  private final byte[] packed = new byte[1 << 14];
  private int position;
  private int limit;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final CRC32 headerChecksum = new CRC32();
  private long total;
  private boolean started;
  private boolean ended;

  /** Unpacks a file from its start, and closes it with itself. */
  GzipInput(InputStream file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Unpacks up to {@code length} bytes; -1 at the end of a file in which all is right.
   *
   * @throws ZipException if the file is damaged or cut short, in words fit for a message
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!started) {
      started = true;
      startMember(next());
    }
    while (!ended) {
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        total += count;
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (refill()) {
        inflater.setInput(packed, 0, limit);
      } else {
        throw cutShort();
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException damaged =
          new ZipException("the gzip data is damaged after " + total + " unpacked bytes");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private void startMember(int first) throws IOException {
    headerChecksum.reset();
    headerChecksum.update(first);
    if (first != 0x1F || next() != 0x8B) {
      throw new ZipException("other bytes follow the gzip data");
    }
    int method = next();
    if (method != DEFLATE) {
      throw new ZipException("its gzip header says method " + method + ", known is 8 (deflate)");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("its gzip header says flags " + flags + ", known are 0 to 31");
    }
    skip(6); // time, level, system
    if ((flags & EXTRA) != 0) {
      skip(nextShort());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      int actual = (int) headerChecksum.getValue() & 0xFFFF;
      require("the gzip header's CRC-16", nextShort(), actual);
    }
    checksum.reset();
    inflater.reset();
    inflater.setInput(packed, position, limit - position);
  }

  /** Checks what the trailer says, and goes on to the next member if there is one. */
  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    require("the gzip data's CRC-32", nextInt(), checksum.getValue());
    require("the gzip data's length", nextInt(), inflater.getBytesWritten() & 0xFFFFFFFFL);
    if (position < limit || refill()) {
      startMember(next());
    } else {
      ended = true;
    }
  }

  private static void require(String what, long said, long found) throws ZipException {
    if (said != found) {
      throw new ZipException(what + " is said to be " + said + ", found " + found);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  /** Skips a text, which a zero byte ends. */
  private void skipText() throws IOException {
    int last = next();
    while (last != 0) {
      last = next();
    }
  }

  private int nextShort() throws IOException {
    int low = next();
    return low | next() << 8;
  }

  private long nextInt() throws IOException {
    long low = nextShort();
    return low | (long) nextShort() << 16;
  }

  private int next() throws IOException {
    if (position == limit && !refill()) {
      throw cutShort();
    }
    headerChecksum.update(packed[position]);
    return packed[position++] & 0xFF;
  }

  private boolean refill() throws IOException {
    position = 0;
    limit = Math.max(file.read(packed), 0);
    return limit > 0;
  }

  private ZipException cutShort() {
    return new ZipException("the gzip data is cut short after " + total + " unpacked bytes");
  }
}
