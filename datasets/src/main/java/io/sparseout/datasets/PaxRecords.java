// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;
import java.util.zip.ZipException;

/**
 * The content of a pax extension (POSIX.1-2001): records {@code length key=value\n}. Those that say
 * when and by whom a member was made are passed over. Those that would change what is read, such as
 * {@code path} and {@code size}, are refused, and so is any other.
 */
final class PaxRecords {
  /** How long the records of one extension may be. */
  static final int MOST_BYTES = 1 << 16;

  private static final int MOST_DIGITS = 5;
  private static final Set<String> HARMLESS =
      Set.of("atime", "comment", "ctime", "gid", "gname", "mtime", "uid", "uname");
  private static final Set<String> HARMLESS_VENDORS = Set.of("LIBARCHIVE", "SCHILY");

  private PaxRecords() {}

  /**
   * Checks the records.
   *
   * @param content all of them. Not modified.
   * @throws ZipException if one is damaged or refused, in words that go on where the extension's
   *     name stands
   */
  static void check(byte[] content) throws ZipException {
    String text = new String(content, ISO_8859_1);
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? 0 : from + length(text.substring(from, space));
      int equals = text.indexOf('=', from);
      if (to > text.length() || equals < space || equals >= to - 1 || text.charAt(to - 1) != '\n') {
        throw new ZipException(" has a damaged record at its byte " + from);
      }
      String key = text.substring(space + 1, equals);
      if (!HARMLESS.contains(key) && !HARMLESS_VENDORS.contains(key.split("\\.", 2)[0])) {
        throw new ZipException(" sets a property that is not understood");
      }
      from = to;
    }
  }

  private static int length(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : 0;
  }
}
