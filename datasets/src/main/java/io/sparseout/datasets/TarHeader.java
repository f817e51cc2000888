// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The header of one member of a tar archive: as POSIX.1-1988 defines it ("ustar"), as GNU tar
 * writes it, or of the seventh edition of Unix, which has no magic. A header that is damaged, or
 * announces anything but a file or a folder of a harmless name, is refused.
 *
 * @param name the member's name, of printable ASCII; not empty, not absolute, and without ".."
 *     unless it is an extension
 * @param kind what it is
 * @param size the bytes of its content
 */
record TarHeader(String name, Kind kind, long size) {
  /** Everything in an archive begins at a multiple of this. */
  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final byte[] USTAR = "ustar\00000".getBytes(US_ASCII);
  private static final byte[] GNU = "ustar  \0".getBytes(US_ASCII);
  private static final byte[] SEVENTH_EDITION = new byte[8];

  /** What a member is. */
  enum Kind {
    FILE,
    FOLDER,
    /** Further properties of the next member or of all (pax, POSIX.1-2001). */
    EXTENSION
  }

  /**
   * Reads a header.
   *
   * @param block {@link #BLOCK} bytes. Not modified.
   * @param position where it stands in the archive, for messages
   * @throws ZipException if it is refused, in words fit for a message
   */
  static TarHeader of(byte[] block, long position) throws ZipException {
    String where = "the header at byte " + position;
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean counted = i < CHECKSUM || i >= CHECKSUM + CHECKSUM_LENGTH;
      sum += counted ? block[i] & 0xFF : ' ';
    }
    long said = octal(block, CHECKSUM, CHECKSUM_LENGTH, where + ": the checksum");
    if (said != sum) {
      throw new ZipException(where + ": the checksum is said to be " + said + ", found " + sum);
    }
    byte[] magic = Arrays.copyOfRange(block, MAGIC, MAGIC + USTAR.length);
    boolean ustar = Arrays.equals(magic, USTAR);
    if (!ustar && !Arrays.equals(magic, GNU) && !Arrays.equals(magic, SEVENTH_EDITION)) {
      throw new ZipException(where + " is of no known kind of tar");
    }
    String name = text(block, NAME, NAME_LENGTH);
    String prefix = ustar ? text(block, PREFIX, PREFIX_LENGTH) : "";
    return of(prefix.isEmpty() ? name : prefix + "/" + name, block, where);
  }

  private static TarHeader of(String name, byte[] block, String where) throws ZipException {
    requirePrintable(name, where);
    String member = "member " + name;
    Kind kind = kind(block[TYPE], name, member);
    long size = octal(block, SIZE, SIZE_LENGTH, member + ": the size");
    if (kind != Kind.EXTENSION) {
      requireHarmless(name, where);
    }
    if (kind == Kind.FOLDER && size != 0) {
      throw new ZipException(member + " is a folder of " + size + " bytes");
    }
    return new TarHeader(name, kind, size);
  }

  private static Kind kind(byte type, String name, String member) throws ZipException {
    return switch (type) {
      case '0', 0 -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
      case '5' -> Kind.FOLDER;
      case 'g', 'x' -> Kind.EXTENSION;
      default ->
          throw new ZipException(member + " is " + inWords(type) + ", not a file or a folder");
    };
  }

  private static String inWords(byte type) {
    return switch (type) {
      case '1' -> "a hard link";
      case '2' -> "a symbolic link";
      case '3' -> "a character device";
      case '4' -> "a block device";
      case '6' -> "a named pipe";
      case 'K', 'L' -> "a long name of GNU tar";
      case 'S' -> "a sparse file";
      default -> String.format("of type 0x%02x", type);
    };
  }

  private static void requirePrintable(String name, String where) throws ZipException {
    if (name.isEmpty()) {
      throw new ZipException(where + " has no name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        throw new ZipException(String.format("%s has a name with byte 0x%02x", where, (int) c));
      }
    }
  }

  private static void requireHarmless(String name, String where) throws ZipException {
    if (name.startsWith("/")) {
      throw new ZipException(where + " has an absolute name, " + name);
    }
    if (Arrays.asList(name.split("/")).contains("..")) {
      throw new ZipException(where + " has a name that leads upwards, " + name);
    }
  }

  /** A text, which a zero byte or the field ends. */
  private static String text(byte[] block, int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, ISO_8859_1);
  }

  /** A number: spaces, octal digits, at least one of them, and zeros or spaces up to the end. */
  private static long octal(byte[] block, int from, int length, String what) throws ZipException {
    String field = new String(block, from, length, ISO_8859_1).replace('\0', ' ').strip();
    if (field.isEmpty() || !field.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw new ZipException(what + " is no octal number");
    }
    return Long.parseLong(field, 8); // twelve digits fit
  }
}
