// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.IMAGES;
import static io.sparseout.datasets.IdxBytes.LABELS;
import static io.sparseout.datasets.IdxBytes.file;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
  @TempDir Path folder;

  private ImageDataset read(byte[] images, byte[] labels) throws IOException {
    return Idx.read(
        "set",
        Files.write(folder.resolve("images"), images),
        Files.write(folder.resolve("labels"), labels),
        10);
  }

  @Test
  void readsPackedAndUnpackedFilesAlike() throws IOException {
    for (byte[] images : List.of(IMAGES, gzip(IMAGES))) {
      for (byte[] labels : List.of(LABELS, gzip(LABELS))) {
        ImageDataset set = read(images, labels);
        assertEquals("set (3 images of 1 x 2 x 2, 10 classes)", set.toString());
        assertArrayEquals(new int[] {0, 9, 5}, set.labels(0, 3).toIntArray());
        assertArrayEquals(
            new float[] {100 / 255f, 200 / 255f, 254 / 255f, 1}, set.images(2, 1).toFloatArray());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.sparseout.datasets.BadIdxFiles#images")
  void refusesBadImages(BadIdxFiles.Bad bad) {
    DataException refused = assertThrows(DataException.class, () -> read(bad.bytes(), LABELS));
    assertEquals(folder.resolve("images") + ": " + bad.message(), refused.getMessage());
  }

  @ParameterizedTest
  @MethodSource("io.sparseout.datasets.BadIdxFiles#labels")
  void refusesBadLabels(BadIdxFiles.Bad bad) {
    DataException refused = assertThrows(DataException.class, () -> read(IMAGES, bad.bytes()));
    String message = bad.message().replace("IMAGES", folder.resolve("images").toString());
    assertEquals(folder.resolve("labels") + ": " + message, refused.getMessage());
  }

  @Test
  void theCorpusIsLargeAndItsNamesDiffer() {
    List<String> names =
        Stream.concat(BadIdxFiles.images().stream(), BadIdxFiles.labels().stream())
            .map(BadIdxFiles.Bad::name)
            .collect(Collectors.toList());
    assertTrue(names.size() >= 90, names.size() + " files");
    assertEquals(names.size(), Set.copyOf(names).size());
  }

  @Test
  void saysWhatIsNoFile() throws IOException {
    Path nothing = folder.resolve("nothing");
    DataException missing =
        assertThrows(DataException.class, () -> Idx.read("set", nothing, nothing, 10));
    assertEquals(nothing + ": no such file; say where the file is", missing.getMessage());
    DataException wrong =
        assertThrows(DataException.class, () -> Idx.read("set", folder, folder, 10));
    assertEquals(folder + ": not a file; say where the file is", wrong.getMessage());
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    Path memory = Path.of("/proc/self/mem"); // on Linux a file whose first page is not there
    assumeTrue(Files.isRegularFile(memory));
    DataException refused =
        assertThrows(DataException.class, () -> Idx.read("set", memory, memory, 10));
    assertEquals(
        memory
            + ": cannot be read: java.io.IOException: Input/output error;"
            + " check the file and the disk",
        refused.getMessage());
  }

  @Test
  void memoryGrowsWithTheFileNotWithItsHeader() throws IOException {
    byte[] promise = file(8, new int[] {2_000_000_000, 1, 1}, new int[1 << 16]);
    byte[] bomb = gzip(join(IMAGES, new byte[64 << 20])); // 64 MB in 64 KB
    for (byte[] bad : List.of(promise, gzip(promise), bomb)) {
      assertThrows(DataException.class, () -> read(bad, LABELS)); // loads the classes
      long before = allocated();
      assertThrows(DataException.class, () -> read(bad, LABELS));
      long bytes = allocated() - before;
      assertTrue(bytes < 4L * promise.length, bytes + " bytes");
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
