// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.IMAGES;
import static io.sparseout.datasets.IdxBytes.LABELS;
import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.file;
import static io.sparseout.datasets.IdxBytes.first;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static io.sparseout.datasets.IdxBytes.littleEndian;
import static io.sparseout.datasets.IdxBytes.member;
import static io.sparseout.datasets.IdxBytes.with;
import static io.sparseout.datasets.IdxBytes.without;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The corpus of files that must be refused: each has a name, its bytes and the whole message. */
final class BadIdxFiles {
  private static final byte[] PACKED = gzip(IMAGES);

  private static final String AGAIN = "; get the file again";
  private static final String IN_HEADER = "ends within its header of 16 bytes" + AGAIN;
  private static final String NOT_IDX =
      ", IDX files with 00 00; get the file again: a web page or an archive may have been saved in"
          + " its place";
  private static final String NOT_BYTES = ", not 0x08 (unsigned bytes); give a file of bytes";
  private static final String NOT_IMAGES =
      " dimensions, images have 3 (count, rows, columns);"
          + " check that images and labels are not exchanged";
  private static final String NOT_LABELS =
      " dimensions, labels have 1 (count); check that images and labels are not exchanged";
  private static final String ZERO = "], no dimension may be 0" + AGAIN;
  private static final String LONG = "], an array holds 2147483639 at most" + AGAIN;
  private static final String SAYS = "its header says unsigned bytes [";
  private static final String FOUND = "its header says unsigned bytes [3, 2, 2], ";
  private static final String LENGTH = FOUND + "28 bytes with the header; found ";
  private static final String CUT_EARLY =
      "the gzip data is cut short after 0 unpacked bytes" + AGAIN;
  private static final String CUT_LATE =
      FOUND + "but the gzip data is cut short after 28 unpacked bytes" + AGAIN;
  private static final String DAMAGED = "the gzip data is damaged after 0 unpacked bytes" + AGAIN;
  private static final String OTHER_BYTES = FOUND + "but other bytes follow the gzip data" + AGAIN;

  private BadIdxFiles() {}

  /** A bad file; {@code message} goes on where the path and a colon end. */
  record Bad(String name, byte[] bytes, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Bad files of images, where {@link IdxBytes#LABELS} are right. */
  static List<Bad> images() {
    return Stream.of(headers(), dimensions(), lengths(), gzipHeaders(), gzipData())
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  private static List<Bad> headers() {
    byte[] page = "<!DOCTYPE html><html><body>404</body></html>".getBytes(US_ASCII);
    return List.of(
        new Bad("empty", bytes(), IN_HEADER),
        new Bad("one byte", first(IMAGES, 1), IN_HEADER),
        new Bad("three bytes", first(IMAGES, 3), IN_HEADER),
        new Bad("magic alone", first(IMAGES, 4), IN_HEADER),
        new Bad("one dimension of three", first(IMAGES, 8), IN_HEADER),
        new Bad("header but its last byte", first(IMAGES, 15), IN_HEADER),
        new Bad("web page", page, "begins with 3c 21 44 4f" + NOT_IDX),
        new Bad("packed web page", gzip(page), "begins with 3c 21 44 4f" + NOT_IDX),
        new Bad("zip", bytes(0x50, 0x4B, 3, 4, 20), "begins with 50 4b 03 04" + NOT_IDX),
        new Bad("zlib", bytes(0x78, 0x9C, 3, 4), "begins with 78 9c 03 04" + NOT_IDX),
        new Bad("packed twice", gzip(PACKED), "begins with 1f 8b 08 00" + NOT_IDX),
        new Bad("first byte", with(IMAGES, 0, 1), "begins with 01 00 08 03" + NOT_IDX),
        new Bad("second byte", with(IMAGES, 1, 255), "begins with 00 ff 08 03" + NOT_IDX),
        new Bad("magic reversed", bytes(3, 8, 0, 0, 3), "begins with 03 08 00 00" + NOT_IDX),
        new Bad("no type", with(IMAGES, 2, 0), "its header says element type 0x00" + NOT_BYTES),
        new Bad("signed", with(IMAGES, 2, 9), "its header says element type 0x09" + NOT_BYTES),
        new Bad("shorts", with(IMAGES, 2, 11), "its header says element type 0x0b" + NOT_BYTES),
        new Bad("ints", with(IMAGES, 2, 12), "its header says element type 0x0c" + NOT_BYTES),
        new Bad("floats", with(IMAGES, 2, 13), "its header says element type 0x0d" + NOT_BYTES),
        new Bad("doubles", with(IMAGES, 2, 14), "its header says element type 0x0e" + NOT_BYTES),
        new Bad("type 255", with(IMAGES, 2, 255), "its header says element type 0xff" + NOT_BYTES),
        new Bad("rank 0", with(IMAGES, 3, 0), "its header says 0" + NOT_IMAGES),
        new Bad("labels for images", LABELS, "its header says 1" + NOT_IMAGES),
        new Bad("rank 2", with(IMAGES, 3, 2), "its header says 2" + NOT_IMAGES),
        new Bad("rank 4", with(IMAGES, 3, 4), "its header says 4" + NOT_IMAGES),
        new Bad("rank 255", with(IMAGES, 3, 255), "its header says 255" + NOT_IMAGES));
  }

  private static List<Bad> dimensions() {
    String most = SAYS + "2147483639, 1, 1], 2147483655 bytes with the header; found 28 bytes";
    return List.of(
        new Bad("no images", dims(0, 2, 2), SAYS + "0, 2, 2" + ZERO),
        new Bad("no rows", dims(3, 0, 2), SAYS + "3, 0, 2" + ZERO),
        new Bad("no columns", dims(3, 2, 0), SAYS + "3, 2, 0" + ZERO),
        new Bad("zeros", dims(0, 0, 0), SAYS + "0, 0, 0" + ZERO),
        new Bad("much of nothing", dims(-1, -1, 0), SAYS + "4294967295, 4294967295, 0" + ZERO),
        new Bad("count -1", dims(-1, 2, 2), SAYS + "4294967295, 2, 2" + LONG),
        new Bad("sign bit", dims(3, 1 << 31, 2), SAYS + "3, 2147483648, 2" + LONG),
        new Bad("int overflow", dims(1 << 16, 1 << 16, 1), SAYS + "65536, 65536, 1" + LONG),
        new Bad("wraps", dims(3, 1 << 30, 5), SAYS + "3, 1073741824, 5" + LONG),
        new Bad("one too many", dims(2147483640, 1, 1), SAYS + "2147483640, 1, 1" + LONG),
        new Bad(
            "long overflow", dims(-1, -1, -1), SAYS + "4294967295, 4294967295, 4294967295" + LONG),
        new Bad("as many as an array holds", dims(2147483639, 1, 1), most + AGAIN),
        new Bad("the same, packed", gzip(dims(2147483639, 1, 1)), most + AGAIN),
        new Bad(
            "an image more",
            dims(4, 2, 2),
            SAYS + "4, 2, 2], 32 bytes with the header; found 28 bytes" + AGAIN),
        new Bad(
            "an image less",
            dims(2, 2, 2),
            SAYS + "2, 2, 2], 24 bytes with the header; found 28 bytes" + AGAIN));
  }

  private static List<Bad> lengths() {
    byte[] zeros = new byte[1 << 20];
    return List.of(
        new Bad("header alone", first(IMAGES, 16), LENGTH + "16 bytes" + AGAIN),
        new Bad("last byte missing", without(IMAGES, 1), LENGTH + "27 bytes" + AGAIN),
        new Bad("one byte more", join(IMAGES, bytes(0)), LENGTH + "29 bytes" + AGAIN),
        new Bad("twice", join(IMAGES, IMAGES), LENGTH + "56 bytes" + AGAIN),
        new Bad("packed nothing", gzip(bytes()), IN_HEADER),
        new Bad("packed half header", gzip(first(IMAGES, 10)), IN_HEADER),
        new Bad("packed header", gzip(first(IMAGES, 16)), LENGTH + "16 bytes" + AGAIN),
        new Bad("packed, one missing", gzip(without(IMAGES, 1)), LENGTH + "27 bytes" + AGAIN),
        new Bad("packed, one more", gzip(join(IMAGES, bytes(0))), LENGTH + "more" + AGAIN),
        new Bad("bomb", gzip(join(IMAGES, zeros)), LENGTH + "more" + AGAIN),
        new Bad("bomb of members", join(PACKED, gzip(zeros)), LENGTH + "more" + AGAIN),
        new Bad("packed, two members", join(PACKED, PACKED), LENGTH + "more" + AGAIN));
  }

  private static List<Bad> gzipHeaders() {
    byte[] ff = bytes(255, 255);
    byte[] open = "a text without an end".getBytes(US_ASCII);
    return List.of(
        new Bad("gzip magic alone", first(PACKED, 2), CUT_EARLY),
        new Bad("gzip header cut", first(PACKED, 9), CUT_EARLY),
        new Bad("gzip header alone", first(PACKED, 10), CUT_EARLY),
        new Bad("extra field longer than the file", gzip(4, ff, IMAGES), CUT_EARLY),
        new Bad("endless name", join(first(with(PACKED, 3, 8), 10), open), CUT_EARLY),
        new Bad("endless comment", join(first(with(PACKED, 3, 16), 10), open), CUT_EARLY),
        new Bad(
            "method 7",
            with(PACKED, 2, 7),
            "its gzip header says method 7, known is 8 (deflate)" + AGAIN),
        new Bad(
            "flag 5",
            with(PACKED, 3, 32),
            "its gzip header says flags 32, known are 0 to 31" + AGAIN),
        new Bad(
            "all flags",
            with(PACKED, 3, 255),
            "its gzip header says flags 255, known are 0 to 31" + AGAIN),
        new Bad(
            "header checksum",
            gzip(2, bytes(1, 2), IMAGES),
            "the gzip header's CRC-16 is said to be 513, found 51600" + AGAIN));
  }

  private static List<Bad> gzipData() {
    byte[] noSuchBlock = bytes(0x07);
    byte[] fromBeforeTheStart = bytes(0x63, 0x00, 0x42, 0xFF, 0x07, 0x00);
    byte[] noComplement = bytes(0x01, 0x04, 0x00, 0x00, 0x00, 1, 2, 3, 4);
    byte[] noChecksum = join(without(PACKED, 8), littleEndian(0), littleEndian(28));
    return List.of(
        new Bad("no trailer", without(PACKED, 8), CUT_LATE),
        new Bad("half a checksum", without(PACKED, 6), CUT_LATE),
        new Bad("no length", without(PACKED, 4), CUT_LATE),
        new Bad("trailer but its last byte", without(PACKED, 1), CUT_LATE),
        new Bad("no such block", member(0, bytes(), noSuchBlock, IMAGES), DAMAGED),
        new Bad("copy from nowhere", member(0, bytes(), fromBeforeTheStart, IMAGES), DAMAGED),
        new Bad("stored length", member(0, bytes(), noComplement, IMAGES), DAMAGED),
        new Bad(
            "wrong checksum",
            noChecksum,
            FOUND + "but the gzip data's CRC-32 is said to be 0, found 3992117779" + AGAIN),
        new Bad(
            "wrong length",
            with(PACKED, -4, 29),
            FOUND + "but the gzip data's length is said to be 29, found 28" + AGAIN),
        new Bad(
            "wrong length's last byte",
            with(PACKED, -1, 255),
            FOUND + "but the gzip data's length is said to be 4278190108, found 28" + AGAIN),
        new Bad("a byte after it", join(PACKED, bytes(0)), OTHER_BYTES),
        new Bad("text after it", join(PACKED, bytes('e', 'n', 'd')), OTHER_BYTES),
        new Bad("padding after it", join(PACKED, new byte[512]), OTHER_BYTES),
        new Bad("half a magic after it", join(PACKED, bytes(0x1F)), CUT_LATE),
        new Bad("wrong magic after it", join(PACKED, bytes(0x1F, 0x8C)), OTHER_BYTES),
        new Bad("second header cut", join(PACKED, first(PACKED, 9)), CUT_LATE),
        new Bad(
            "second method 9",
            join(PACKED, with(PACKED, 2, 9)),
            FOUND + "but its gzip header says method 9, known is 8 (deflate)" + AGAIN));
  }

  /** Bad files of labels, where {@link IdxBytes#IMAGES} are right. */
  static List<Bad> labels() {
    String length = SAYS + "3], 11 bytes with the header; found ";
    String notThree = ", but there are 3 images in IMAGES; give two files of one set";
    return List.of(
        new Bad("no labels", bytes(), "ends within its header of 8 bytes" + AGAIN),
        new Bad("labels cut", without(LABELS, 1), length + "10 bytes" + AGAIN),
        new Bad("labels too long", join(LABELS, bytes(1)), length + "12 bytes" + AGAIN),
        new Bad("packed labels cut", gzip(without(LABELS, 2)), length + "9 bytes" + AGAIN),
        new Bad("packed labels too long", gzip(join(LABELS, LABELS)), length + "more" + AGAIN),
        new Bad("images for labels", IMAGES, "its header says 3" + NOT_LABELS),
        new Bad(
            "labels of ints", with(LABELS, 2, 12), "its header says element type 0x0c" + NOT_BYTES),
        new Bad("count 0", file(8, new int[] {0}), SAYS + "0" + ZERO),
        new Bad("two labels", file(8, new int[] {2}, 1, 2), SAYS + "2]" + notThree),
        new Bad("four labels", file(8, new int[] {4}, 1, 2, 3, 4), SAYS + "4]" + notThree),
        new Bad("label 10", with(LABELS, 8, 10), "image 0 has label 10, not 0 to 9" + AGAIN),
        new Bad("label 255", with(LABELS, 10, 255), "image 2 has label 255, not 0 to 9" + AGAIN));
  }

  private static byte[] dims(int... dims) {
    return join(file(8, dims), new byte[12]);
  }
}
