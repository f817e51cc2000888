// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Reads members of a tar archive that is packed with gzip into memory, by their exact names.
 * Nothing is written, and no name becomes a path.
 *
 * <p>The archive is gone through to its end, so that all of its checksums count. One that is
 * damaged, cut short, or holds what a set of files does not need (links, devices, names that lead
 * elsewhere or occur twice) is refused as a whole. Memory grows with the bytes that are there, and
 * unpacking stops where more than what is expected would come.
 */
final class TarGz {
  private static final int GZIP = 0x1F8B;
  private static final int MOST_MEMBERS = 1000;
  private static final String REMEDY = "get the archive from its publisher again";

  private final Path path;
  private final List<ArchivedFiles.Expected> wanted;
  private final long mostBytes;
  private final Map<String, byte[]> found = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final byte[] block = new byte[TarHeader.BLOCK];
  private InputStream in;
  private long position;
  private String place = "";

  private TarGz(Path path, List<ArchivedFiles.Expected> wanted, long mostBytes) {
    this.path = path;
    this.wanted = wanted;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads members.
   *
   * @param path the archive, a file
   * @param wanted the members' names, and how long each may be
   * @param mostBytes how long the archive may be when it is unpacked
   * @return the members' contents, in the order in which they are wanted
   * @throws DataException if one is missing or too long, or the archive is refused
   */
  static List<DataFile> read(Path path, List<ArchivedFiles.Expected> wanted, long mostBytes) {
    TarGz archive = new TarGz(path, wanted, mostBytes);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
      archive.requireGzip(file);
      try (InputStream unpacked = new GzipInput(file)) {
        archive.in = unpacked;
        archive.readMembers();
      }
    } catch (ZipException | EOFException e) {
      throw new DataException(path, archive.place + e.getMessage(), REMEDY, e);
    } catch (IOException e) {
      throw new DataException(path, "cannot be read: " + e, "check the file and the disk", e);
    }
    return archive.contents();
  }

  private List<DataFile> contents() {
    List<DataFile> contents = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ArchivedFiles.Expected file : wanted) {
      contents.add(new DataFile(path, "member " + file.name() + " ", found.get(file.name())));
      if (!found.containsKey(file.name())) {
        missing.add(file.name());
      }
    }
    if (!missing.isEmpty()) {
      throw bad("lacks " + String.join(", ", missing));
    }
    return contents;
  }

  private void requireGzip(InputStream file) throws IOException {
    file.mark(2);
    byte[] magic = file.readNBytes(2);
    file.reset();
    if (magic.length < 2 || ((magic[0] & 0xFF) << 8 | (magic[1] & 0xFF)) != GZIP) {
      String start = HexFormat.ofDelimiter(" ").formatHex(magic);
      throw bad(
          (magic.length == 0 ? "is empty" : "begins with " + start) + ", gzip files with 1f 8b");
    }
  }

  private void readMembers() throws IOException {
    while (readBlock()) {
      TarHeader header = header();
      place = "in member " + header.name() + ": ";
      if (header.kind() == TarHeader.Kind.EXTENSION) {
        checkExtension(header);
      } else {
        readMember(header);
      }
      skip(-header.size() & (TarHeader.BLOCK - 1)); // up to the next block
      place = "after member " + header.name() + ": ";
    }
    if (readBlock()) {
      throw bad(place + "one block of zeros, an archive ends with two");
    }
    for (int count = in.read(block); count >= 0; count = in.read(block)) { // padding
      requireRoom(count);
      position += count;
    }
  }

  /** Reads the next block; false if it is of zeros. */
  private boolean readBlock() throws IOException {
    requireRoom(TarHeader.BLOCK);
    if (in.readNBytes(block, 0, TarHeader.BLOCK) < TarHeader.BLOCK) {
      throw new EOFException("the archive is cut short");
    }
    position += TarHeader.BLOCK;
    for (byte value : block) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private TarHeader header() {
    try {
      return TarHeader.of(block, position - TarHeader.BLOCK);
    } catch (ZipException e) {
      throw new DataException(path, e.getMessage(), REMEDY, e);
    }
  }

  private void readMember(TarHeader header) throws IOException {
    String member = "member " + header.name();
    if (!names.add(header.name())) {
      throw bad(member + " is there twice");
    }
    if (names.size() > MOST_MEMBERS) {
      throw bad("has more than " + MOST_MEMBERS + " members");
    }
    for (ArchivedFiles.Expected file : wanted) {
      if (file.name().equals(header.name())) {
        if (header.kind() != TarHeader.Kind.FILE) {
          throw bad(member + " is a folder, not a file");
        }
        found.put(header.name(), take(member, header.size(), file.mostBytes()));
        return;
      }
    }
    skip(header.size());
  }

  private void checkExtension(TarHeader header) throws IOException {
    String member = "member " + header.name();
    byte[] records = take(member, header.size(), PaxRecords.MOST_BYTES);
    try {
      PaxRecords.check(records);
    } catch (ZipException e) {
      throw new DataException(path, member + e.getMessage(), REMEDY, e);
    }
  }

  private byte[] take(String member, long size, int most) throws IOException {
    if (size > most) {
      throw bad(member + " " + ArchivedFiles.tooLong(size, most));
    }
    requireRoom(size);
    byte[] content = in.readNBytes((int) size); // takes memory as the bytes come
    if (content.length < size) {
      throw new EOFException("the archive is cut short");
    }
    position += size;
    return content;
  }

  private void skip(long size) throws IOException {
    requireRoom(size);
    try {
      in.skipNBytes(size);
    } catch (EOFException e) {
      throw (EOFException) new EOFException("the archive is cut short").initCause(e);
    }
    position += size;
  }

  private void requireRoom(long size) {
    if (size > mostBytes - position) {
      throw bad(place + "more than the " + mostBytes + " unpacked bytes expected");
    }
  }

  private DataException bad(String problem) {
    return new DataException(path, problem, REMEDY);
  }
}
