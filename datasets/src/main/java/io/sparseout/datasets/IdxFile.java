// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, as MNIST's publishers define it: two zero bytes, the element type,
 * the number of dimensions, the dimensions as big-endian 32-bit numbers, the elements. It may be
 * packed with gzip, which its first two bytes tell.
 *
 * <p>The file must be exactly what its header says. Memory grows with the bytes that are there, to
 * about twice their number, whatever the header promises; unpacking stops at the header's size and
 * one byte.
 */
final class IdxFile {
  private static final int MAGIC_BYTES = 4;
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final String AGAIN = "get the file again";

  private final Path path;
  private final Content content;
  private long[] dims;
  private byte[] elements;

  /** What a file is to hold. */
  enum Content {
    IMAGES("images have 3 (count, rows, columns)", 3),
    LABELS("labels have 1 (count)", 1);

    private final String axes;
    private final int rank;

    Content(String axes, int rank) {
      this.axes = axes;
      this.rank = rank;
    }
  }

  private IdxFile(Path path, Content content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Reads a file whole.
   *
   * @throws DataException if it is missing, cannot be read, or is not what it should be
   */
  static IdxFile read(Path path, Content content) {
    IdxFile file = new IdxFile(path, content);
    try (InputStream bytes = PackedFile.open(path)) {
      file.read(bytes);
      return file;
    } catch (ZipException e) {
      String said = file.dims == null ? "" : file.header() + ", but ";
      throw new DataException(path, said + e.getMessage(), AGAIN, e);
    } catch (IOException e) {
      throw new DataException(path, "cannot be read: " + e, "check the file and the disk", e);
    }
  }

  /** A dimension, 1 or more. */
  int dim(int axis) {
    return (int) dims[axis];
  }

  /** The elements, the last dimension running fastest. Not a copy. */
  byte[] elements() {
    return elements;
  }

  /** What the header says. */
  String header() {
    return "its header says unsigned bytes " + Arrays.toString(dims);
  }

  /** An exception about this file. */
  DataException bad(String problem, String remedy) {
    return new DataException(path, problem, remedy);
  }

  private void read(InputStream in) throws IOException {
    long count = readHeader(in);
    if (!(in instanceof GzipInput)) {
      long length = Files.size(path);
      if (length != headerBytes() + count) {
        throw wrongLength(count, length + " bytes");
      }
    }
    readElements(in, count);
  }

  /** Reads the header; returns how many elements it promises. */
  private long readHeader(InputStream in) throws IOException {
    byte[] magic = readNumbers(in, MAGIC_BYTES);
    if (magic[0] != 0 || magic[1] != 0) {
      throw bad(
          "begins with " + HexFormat.ofDelimiter(" ").formatHex(magic) + ", IDX files with 00 00",
          AGAIN + ": a web page or an archive may have been saved in its place");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw bad(
          String.format("its header says element type 0x%02x, not 0x08 (unsigned bytes)", magic[2]),
          "give a file of bytes");
    }
    int rank = magic[3] & 0xFF;
    if (rank != content.rank) {
      throw bad(
          "its header says " + rank + " dimensions, " + content.axes,
          "check that images and labels are not exchanged");
    }
    ByteBuffer numbers = ByteBuffer.wrap(readNumbers(in, Integer.BYTES * rank));
    dims = new long[rank];
    double count = 1; // cannot overflow, and is exact where an array can be that long
    for (int i = 0; i < rank; i++) {
      dims[i] = numbers.getInt() & 0xFFFFFFFFL;
      count *= dims[i];
    }
    if (count == 0) {
      throw bad(header() + ", no dimension may be 0", AGAIN);
    }
    if (count > LONGEST_ARRAY) {
      throw bad(header() + ", an array holds " + LONGEST_ARRAY + " at most", AGAIN);
    }
    return (long) count;
  }

  private byte[] readNumbers(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw bad("ends within its header of " + headerBytes() + " bytes", AGAIN);
    }
    return bytes;
  }

  private void readElements(InputStream in, long count) throws IOException {
    elements = in.readNBytes((int) count); // takes memory as the bytes come
    if (elements.length < count) {
      throw wrongLength(count, headerBytes() + elements.length + " bytes");
    }
    if (in.read() >= 0) {
      throw wrongLength(count, "more");
    }
  }

  private DataException wrongLength(long count, String found) {
    return bad(
        header() + ", " + (headerBytes() + count) + " bytes with the header; found " + found,
        AGAIN);
  }

  private int headerBytes() {
    return MAGIC_BYTES + Integer.BYTES * content.rank;
  }
}
