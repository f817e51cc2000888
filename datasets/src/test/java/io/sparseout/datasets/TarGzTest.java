// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.BadTars.A;
import static io.sparseout.datasets.BadTars.B;
import static io.sparseout.datasets.BadTars.FILE_A;
import static io.sparseout.datasets.BadTars.FILE_B;
import static io.sparseout.datasets.BadTars.TAR;
import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.first;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static io.sparseout.datasets.TarBytes.END;
import static io.sparseout.datasets.TarBytes.file;
import static io.sparseout.datasets.TarBytes.header;
import static io.sparseout.datasets.TarBytes.member;
import static io.sparseout.datasets.TarBytes.pax;
import static io.sparseout.datasets.TarBytes.with;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TarGzTest {
  private static final int MUTANTS = Integer.getInteger("sparseout.fuzz", 20_000) / 4;
  private static final List<ArchivedFiles.Expected> WANTED =
      List.of(
          new ArchivedFiles.Expected("set/a.bin", 600),
          new ArchivedFiles.Expected("set/b.txt", 10));

  @TempDir Path folder;

  private List<DataFile> read(byte[] archive) throws IOException {
    Path path = Files.write(folder.resolve("set.tar.gz"), archive);
    return TarGz.read(path, WANTED, BadTars.MOST_BYTES);
  }

  private void assertRead(byte[] tar) throws IOException {
    List<DataFile> found = read(gzip(tar));
    assertArrayEquals(A, found.get(0).bytes());
    assertArrayEquals(B, found.get(1).bytes());
  }

  @Test
  void readsMembersInAnyOrderOfTheArchive() throws IOException {
    assertRead(TAR);
    assertRead(join(FILE_B, FILE_A, END));
    byte[] other = file("set/readme.html", new byte[5000]);
    assertRead(join(other, FILE_B, file("set/empty", bytes()), FILE_A, END));
    assertRead(join(TAR, new byte[6144]));
    assertEquals(
        folder.resolve("set.tar.gz") + ": member set/b.txt is bad; get the file again",
        read(gzip(TAR)).get(1).bad("is bad").getMessage());
  }

  @Test
  void readsEveryKindOfHeader() throws IOException {
    byte[] content = TarBytes.padded(A);
    byte[] name = header("a.bin", '0', 600);
    assertRead(join(with(name, 345, "set"), content, FILE_B, END));
    byte[] gnu = with(header("set/a.bin", '0', 600), 257, "ustar  \0");
    assertRead(join(with(gnu, 345, "11320417377\0"), content, FILE_B, END));
    byte[] old = with(header("set/a.bin", 0, 600), 257, "\0".repeat(8));
    assertRead(join(with(header("set/", 0, 0), 257, "\0".repeat(8)), old, content, FILE_B, END));
    assertRead(join(with(header("set/a.bin", '0', 0), 124, "   1130     "), content, FILE_B, END));
    assertRead(join(with(header("set/a.bin", '0', 0), 124, "000000001130"), content, FILE_B, END));
  }

  @Test
  void passesOverExtensionsThatChangeNothing() throws IOException {
    byte[] times = pax("30 mtime=1258409847.123456789\n12 ctime=17\n");
    byte[] vendor = pax("29 LIBARCHIVE.xattr.a.b=YWJj\n");
    byte[] comment = member("pax_global_header", 'g', "12 comment=\n".getBytes(US_ASCII));
    byte[] empty = member("././@PaxHeader", 'x', bytes());
    assertRead(join(comment, times, FILE_A, times, vendor, empty, FILE_B, END));
  }

  @ParameterizedTest
  @MethodSource("io.sparseout.datasets.BadTars#all")
  void refusesBadArchives(BadTars.Bad bad) {
    DataException refused = assertThrows(DataException.class, () -> read(bad.bytes()));
    assertEquals(
        folder.resolve("set.tar.gz")
            + ": "
            + bad.message()
            + "; get the archive from its publisher again",
        refused.getMessage());
  }

  @Test
  void theCorpusIsLargeAndItsNamesDiffer() {
    List<String> names = BadTars.all().stream().map(BadTars.Bad::name).collect(Collectors.toList());
    assertTrue(names.size() >= 80, names.size() + " archives");
    assertEquals(names.size(), names.stream().distinct().count());
  }

  @Test
  void nothingIsWritten() throws IOException {
    for (BadTars.Bad bad : BadTars.all()) {
      assertThrows(DataException.class, () -> read(bad.bytes()), bad.name());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("set.tar.gz")), files.collect(Collectors.toList()));
    }
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] padded = join(TAR, new byte[2048]);
    for (int length = 0; length <= padded.length; length += 64) {
      byte[] cut = first(padded, length);
      if (length < TAR.length) {
        assertThrows(DataException.class, () -> read(gzip(cut)), "cut to " + length);
      } else {
        assertRead(cut);
      }
    }
    byte[] packed = gzip(TAR);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = first(packed, length);
      assertThrows(DataException.class, () -> read(cut), "packed, cut to " + length);
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void mutantsAreRefusedOrRight() throws IOException {
    Random random = new Random(20240602);
    byte[] tar = join(pax("30 mtime=1258409847.123456789\n"), TAR);
    byte[] packed = gzip(tar);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = (i % 2 == 0 ? tar : packed).clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      try {
        List<DataFile> found = read(i % 2 == 0 ? gzip(mutant) : mutant);
        assertEquals(A.length, found.get(0).bytes().length);
        assertEquals(B.length, found.get(1).bytes().length);
        if (i % 2 == 1) { // gzip has a checksum of the content, tar has not
          assertArrayEquals(A, found.get(0).bytes());
          assertArrayEquals(B, found.get(1).bytes());
        }
      } catch (DataException e) {
        refused++;
        assertTrue(e.getMessage().startsWith(folder.resolve("set.tar.gz") + ": "), e.getMessage());
      }
    }
    assertTrue(refused > MUTANTS / 2, refused + " of " + MUTANTS + " refused");
  }

  @Test
  void memoryGrowsWithTheArchiveNotWithItsHeaders() throws IOException {
    byte[] promise = gzip(join(header("set/a.bin", '0', 600 << 20), new byte[1 << 16]));
    byte[] bomb = gzip(join(file("set/a.bin", new byte[64 << 20]), FILE_B, END));
    Path path = folder.resolve("set.tar.gz");
    List<ArchivedFiles.Expected> large =
        List.of(new ArchivedFiles.Expected("set/a.bin", 600 << 20));
    for (byte[] bad : List.of(promise, bomb)) {
      List<ArchivedFiles.Expected> wanted = bad == bomb ? WANTED : large;
      Files.write(path, bad);
      assertThrows(DataException.class, () -> TarGz.read(path, wanted, 1 << 30)); // loads classes
      long before = allocated();
      assertThrows(DataException.class, () -> TarGz.read(path, wanted, 1 << 30));
      long bytes = allocated() - before;
      assertTrue(bytes < 4L << 16, bytes + " bytes");
    }
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    Path nothing = folder.resolve("nothing");
    DataException missing =
        assertThrows(DataException.class, () -> TarGz.read(nothing, WANTED, 1 << 20));
    assertEquals(
        nothing
            + ": cannot be read: java.nio.file.NoSuchFileException: "
            + nothing
            + "; check the file and the disk",
        missing.getMessage());
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
