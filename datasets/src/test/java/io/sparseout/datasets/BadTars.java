// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.first;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static io.sparseout.datasets.IdxBytes.without;
import static io.sparseout.datasets.TarBytes.END;
import static io.sparseout.datasets.TarBytes.file;
import static io.sparseout.datasets.TarBytes.header;
import static io.sparseout.datasets.TarBytes.member;
import static io.sparseout.datasets.TarBytes.padded;
import static io.sparseout.datasets.TarBytes.pax;
import static io.sparseout.datasets.TarBytes.with;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The corpus of archives that must be refused: each has a name, its bytes and the whole message.
 * Wanted are set/a.bin of at most 600 bytes and set/b.txt of at most 10; an archive has at most
 * {@link #MOST_BYTES}.
 */
final class BadTars {
  static final int MOST_BYTES = 1 << 20;
  static final byte[] A = "0123456789".repeat(60).getBytes(US_ASCII);
  static final byte[] B = "names\n".getBytes(US_ASCII);
  static final byte[] FILE_A = file("set/a.bin", A);
  static final byte[] FILE_B = file("set/b.txt", B);
  static final byte[] TAR = join(member("set/", '5', bytes()), FILE_A, FILE_B, END);

  private static final byte[] PACKED = gzip(TAR);
  private static final byte[] OTHER = header("set/c", '0', 0);
  private static final String CUT = "the archive is cut short";
  private static final String DAMAGED = " has a damaged record at its byte ";
  private static final String UNKNOWN = "member pax sets a property that is not understood";

  private BadTars() {}

  /** A bad archive; {@code message} stands between the path and the remedy. */
  record Bad(String name, byte[] bytes, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Bad> all() {
    return Stream.of(
            gzipFiles(), headers(), numbers(), kinds(), names(), members(), extensions(), ends())
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  /** An archive that is right but for a part that comes first. */
  private static byte[] before(byte[]... parts) {
    return gzip(join(join(parts), FILE_A, FILE_B, END));
  }

  private static List<Bad> gzipFiles() {
    String notGzip = ", gzip files with 1f 8b";
    return List.of(
        new Bad("empty file", bytes(), "is empty" + notGzip),
        new Bad("one byte", bytes(0x1F), "begins with 1f" + notGzip),
        new Bad("not packed", TAR, "begins with 73 65" + notGzip),
        new Bad("web page", "<html>".getBytes(US_ASCII), "begins with 3c 68" + notGzip),
        new Bad("bzip2", bytes('B', 'Z', 'h'), "begins with 42 5a" + notGzip),
        new Bad(
            "gzip header cut",
            first(PACKED, 5),
            "the gzip data is cut short after 0 unpacked bytes"),
        new Bad(
            "gzip trailer cut",
            without(PACKED, 1),
            "after member set/b.txt: the gzip data is cut short after 4096 unpacked bytes"),
        new Bad(
            "gzip checksum",
            IdxBytes.with(PACKED, -8, PACKED[PACKED.length - 8] ^ 1),
            "after member set/b.txt: the gzip data's CRC-32 is said to be "
                + (crc() ^ 1)
                + ", found "
                + crc()),
        new Bad(
            "bytes after the gzip data",
            join(PACKED, bytes(1)),
            "after member set/b.txt: other bytes follow the gzip data"));
  }

  private static long crc() {
    CRC32 crc = new CRC32();
    crc.update(TAR);
    return crc.getValue();
  }

  private static List<Bad> headers() {
    byte[] sum = OTHER.clone();
    sum[0]++;
    byte[] noSum = IdxBytes.with(OTHER, 148, 'x');
    return List.of(
        new Bad(
            "checksum",
            before(sum),
            "the header at byte 0: the checksum is said to be 3577, found 3578"),
        new Bad(
            "second header's checksum",
            gzip(join(FILE_B, sum, END)),
            "the header at byte 1024: the checksum is said to be 3577, found 3578"),
        new Bad(
            "checksum of letters",
            before(noSum),
            "the header at byte 0: the checksum is no octal number"),
        new Bad(
            "no header",
            before(new byte[511], bytes(1)),
            "the header at byte 0: the checksum is no octal number"),
        new Bad(
            "text", gzip("a text and no archive".getBytes(US_ASCII)), "the archive is cut short"),
        new Bad(
            "other magic",
            before(with(OTHER, 257, "ustax")),
            "the header at byte 0 is of no known" + " kind of tar"),
        new Bad(
            "ustar of another version",
            before(with(OTHER, 263, "01")),
            "the header at byte 0 is of no known kind of tar"));
  }

  private static List<Bad> numbers() {
    String noNumber = "member set/c: the size is no octal number";
    String more = "in member set/c: more than the 1048576 unpacked bytes expected";
    return List.of(
        new Bad("size of nothing", before(with(OTHER, 124, "            ")), noNumber),
        new Bad("decimal size", before(with(OTHER, 124, "00000000009")), noNumber),
        new Bad("negative size", before(with(OTHER, 124, "-0000000001")), noNumber),
        new Bad("binary size", before(with(OTHER, 124, "\u0080\0\0\0\0\0\0\0\0\0\0\1")), noNumber),
        new Bad("size in two parts", before(with(OTHER, 124, "00001 000012")), noNumber),
        new Bad("8 GB", before(with(OTHER, 124, "77777777777")), more),
        new Bad("64 GB", before(with(OTHER, 124, "777777777777")), more),
        new Bad("one block too much", before(header("set/c", '0', MOST_BYTES - 511)), more));
  }

  private static List<Bad> kinds() {
    return List.of(
        kind('1', "a hard link"),
        kind('2', "a symbolic link"),
        kind('3', "a character device"),
        kind('4', "a block device"),
        kind('6', "a named pipe"),
        kind('7', "of type 0x37"),
        kind('K', "a long name of GNU tar"),
        kind('L', "a long name of GNU tar"),
        kind('S', "a sparse file"),
        kind('V', "of type 0x56"),
        kind(255, "of type 0xff"),
        new Bad(
            "a wanted member is a link",
            gzip(join(with(header("set/a.bin", '2', 0), 157, "/etc/passwd"), FILE_B, END)),
            "member set/a.bin is a symbolic link, not a file or a folder"),
        new Bad(
            "a wanted member is a folder",
            gzip(join(member("set/a.bin", '5', bytes()), FILE_B, END)),
            "member set/a.bin is a folder, not a file"),
        new Bad(
            "a folder with content",
            before(member("set/d/", '5', B)),
            "member set/d/ is a folder of 6 bytes"));
  }

  private static Bad kind(int type, String words) {
    String message = "member set/c is " + words + ", not a file or a folder";
    return new Bad("type " + type, before(member("set/c", type, bytes())), message);
  }

  private static List<Bad> names() {
    String upwards = "the header at byte 0 has a name that leads upwards, ";
    String absolute = "the header at byte 0 has an absolute name, ";
    String odd = "the header at byte 0 has a name with byte ";
    return List.of(
        new Bad("no name", before(file("", B)), "the header at byte 0 has no name"),
        new Bad("absolute", before(file("/etc/passwd", B)), absolute + "/etc/passwd"),
        new Bad("root", before(member("/", '5', bytes())), absolute + "/"),
        new Bad("upwards", before(file("../a.bin", B)), upwards + "../a.bin"),
        new Bad("upwards inside", before(file("set/../../x", B)), upwards + "set/../../x"),
        new Bad("upwards at the end", before(member("set/..", '5', bytes())), upwards + "set/.."),
        new Bad("upwards in the prefix", before(with(OTHER, 345, "..")), upwards + "../set/c"),
        new Bad(
            "absolute by the prefix", before(with(OTHER, 345, "/usr")), absolute + "/usr/set/c"),
        new Bad("backslashes", before(file("set\\..\\x", B)), odd + "0x5c"),
        new Bad("a line break", before(file("set/\n", B)), odd + "0x0a"),
        new Bad("an escape", before(file("\u001b[2J", B)), odd + "0x1b"),
        new Bad("beyond ASCII", before(file("s\u00e9t", B)), odd + "0xe9"));
  }

  private static List<Bad> members() {
    byte[] large = file("set/a.bin", new byte[601]);
    byte[] largest = header("set/a.bin", '0', (1L << 33) - 1);
    byte[] zeros = new byte[MOST_BYTES];
    byte[] names =
        join(
            IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> header("set/" + i, '0', 0))
                .toArray(byte[][]::new));
    return List.of(
        new Bad("nothing", gzip(END), "lacks set/a.bin, set/b.txt"),
        new Bad("one missing", gzip(join(FILE_B, END)), "lacks set/a.bin"),
        new Bad("in no folder", gzip(join(file("a.bin", A), FILE_B, END)), "lacks set/a.bin"),
        new Bad("another name", gzip(join(file("./set/a.bin", A), FILE_B, END)), "lacks set/a.bin"),
        new Bad("capitals", gzip(join(file("SET/A.BIN", A), FILE_B, END)), "lacks set/a.bin"),
        new Bad("a wanted one twice", before(FILE_A), "member set/a.bin is there twice"),
        new Bad("another one twice", before(OTHER, OTHER), "member set/c is there twice"),
        new Bad(
            "one byte too long",
            gzip(join(large, FILE_B, END)),
            "member set/a.bin has 601 bytes, at most 600 are expected"),
        new Bad(
            "8 GB too long",
            gzip(join(largest, FILE_B, END)),
            "member set/a.bin has 8589934591 bytes, at most 600 are expected"),
        new Bad("too many members", before(names), "has more than 1000 members"),
        new Bad(
            "bomb in another member",
            before(file("set/c", zeros)),
            "in member set/c: more than the 1048576 unpacked bytes expected"),
        new Bad(
            "bomb after the end",
            gzip(join(TAR, zeros)),
            "after member set/b.txt: more than the 1048576 unpacked bytes expected"),
        new Bad(
            "bomb of empty members",
            gzip(join(Collections.nCopies(2100, OTHER).toArray(byte[][]::new))),
            "member set/c is there twice"),
        new Bad(
            "bomb of extensions",
            gzip(join(Collections.nCopies(2100, pax("")).toArray(byte[][]::new))),
            "after member pax: more than the 1048576 unpacked bytes expected"));
  }

  private static List<Bad> extensions() {
    return List.of(
        new Bad("pax path", before(pax("20 path=/etc/passwd\n")), UNKNOWN),
        new Bad("pax link", before(pax("14 linkpath=a\n")), UNKNOWN),
        new Bad("pax size", before(pax("10 size=1\n")), UNKNOWN),
        new Bad("pax sparse", before(pax("22 GNU.sparse.major=1\n")), UNKNOWN),
        new Bad("pax unknown", before(pax("7 new=\n")), UNKNOWN),
        new Bad("pax second", before(pax("11 mtime=1\n10 size=1\n")), UNKNOWN),
        new Bad("pax without length", before(pax("mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax length 0", before(pax("0 mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax length -1", before(pax("-1 mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax too long", before(pax("12 mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax too short", before(pax("10 mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax 2^32", before(pax("4294967307 mtime=1\n")), "member pax" + DAMAGED + 0),
        new Bad("pax no key", before(pax("8 mtime\n")), "member pax" + DAMAGED + 0),
        new Bad("pax rest", before(pax("11 mtime=1\nrest")), "member pax" + DAMAGED + 11),
        new Bad(
            "pax of 65 KB",
            before(pax("a".repeat(65537))),
            "member pax has 65537 bytes, at most 65536 are expected"));
  }

  private static List<Bad> ends() {
    byte[] zero = new byte[512];
    return List.of(
        new Bad("packed nothing", gzip(bytes()), CUT),
        new Bad("half a header", gzip(first(TAR, 700)), "after member set/: " + CUT),
        new Bad("header alone", gzip(first(FILE_A, 512)), "in member set/a.bin: " + CUT),
        new Bad("half a file", gzip(first(FILE_A, 1000)), "in member set/a.bin: " + CUT),
        new Bad("no padding", gzip(first(FILE_A, 1112)), "in member set/a.bin: " + CUT),
        new Bad(
            "half of another file",
            gzip(join(FILE_A, FILE_B, header("set/c", '0', 2000), zero)),
            "in member set/c: " + CUT),
        new Bad("no end", gzip(join(FILE_A, FILE_B)), "after member set/b.txt: " + CUT),
        new Bad("half an end", gzip(join(FILE_A, FILE_B, zero)), "after member set/b.txt: " + CUT),
        new Bad(
            "one block of zeros",
            gzip(join(FILE_A, zero, FILE_B, END)),
            "after member set/a.bin: one block of zeros, an archive ends with two"),
        new Bad(
            "an archive after the end", gzip(join(FILE_A, END, FILE_B, END)), "lacks set/b.txt"),
        new Bad(
            "the first half of a wanted file",
            gzip(join(header("set/b.txt", '0', 6), padded(B), first(FILE_A, 512 + 599))),
            "in member set/a.bin: " + CUT));
  }
}
