// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AtomicFileTest {
  private static final String UNTOUCHED =
      "; what was there before is untouched; is its folder there, writable, not full?";
  private static final String NOT_SYNCED =
      "; the new file is there, but may not outlast a power failure; write it again";

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void write(FileCalls calls, Path file, String text) {
    AtomicFile.write(calls, file, out -> out.write(bytes(text)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  @Test
  void createsAndReplaces() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, out -> out.write(bytes("first, and longer")));
    assertEquals("first, and longer", Files.readString(file));
    AtomicFile.write(file, out -> out.write(bytes("second")));
    assertEquals("second", Files.readString(file));
    AtomicFile.write(file, out -> {});
    assertEquals("", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void writesByteByByteAndAcrossTheBuffer() throws IOException {
    Path file = folder.resolve("large");
    byte[] expected = new byte[300_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) (i * 31);
    }
    AtomicFile.write(
        file,
        out -> {
          for (int i = 0; i < 70_000; i++) {
            out.write(expected[i]);
          }
          out.write(expected, 70_000, 200_000);
          out.flush();
          out.write(expected, 270_000, 30_000);
        });
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void bodyMayCloseTheStream() throws IOException {
    Path file = folder.resolve("closed");
    AtomicFile.write(
        file,
        out -> {
          try (out) {
            out.write(bytes("text"));
          }
        });
    assertEquals("text", Files.readString(file));
  }

  @Test
  void hasThePermissionsOfANewFile() throws IOException {
    assumeTrue(isPosix());
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("atomic");
    AtomicFile.write(file, out -> {});
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
  }

  @Test
  void takesNamesAsLongAsTheyCanBe() throws IOException {
    Path file = folder.resolve("n".repeat(255));
    AtomicFile.write(file, out -> out.write(1));
    assertEquals(1, Files.size(file));
  }

  @Test
  void followsSymbolicLinks() throws IOException {
    assumeTrue(isPosix());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path real = Files.createFile(elsewhere.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFile.write(link, out -> out.write(bytes("new")));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void aPathWithoutFolderIsInTheWorkingFolder() throws IOException {
    Path file = Path.of("alone.txt");
    assertEquals(file.toAbsolutePath(), new SystemFileCalls().resolve(file));
  }

  @Test
  void refusesWhatIsNotAFile() throws IOException {
    String problem = ": it exists and is not a file" + UNTOUCHED;
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> AtomicFile.write(folder, out -> {}));
    assertEquals("write " + folder + problem, error.getMessage());
    assertEquals(List.of(), files());
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    error = assertThrows(UncheckedIOException.class, () -> AtomicFile.write(device, out -> {}));
    assertEquals("write /dev/null" + problem, error.getMessage());
  }

  @Test
  void refusesAMissingFolder() {
    Path file = folder.resolve("missing").resolve("a.txt");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> AtomicFile.write(file, out -> {}));
    assertEquals("write " + file + ": no such file or folder" + UNTOUCHED, error.getMessage());
  }

  @Test
  void refusesAFolderThatMayNotBeWritten() throws IOException {
    assumeTrue(isPosix());
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, Set.of());
    try {
      assumeTrue(!Files.isWritable(locked), "root may write anywhere");
      Path file = locked.resolve("a.txt");
      UncheckedIOException error =
          assertThrows(UncheckedIOException.class, () -> AtomicFile.write(file, out -> {}));
      assertEquals("write " + file + ": permission denied" + UNTOUCHED, error.getMessage());
    } finally {
      Files.delete(locked);
    }
  }

  @Test
  void aFailureOfTheBodyLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    UncheckedIOException error =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(bytes("half"));
                      throw new IOException("no more content");
                    }));
    assertEquals("write " + file + ": no more content" + UNTOUCHED, error.getMessage());
    for (Throwable thrown : List.of(new IllegalStateException("mine"), new StackOverflowError())) {
      Throwable caught =
          assertThrows(
              Throwable.class, () -> AtomicFile.write(file, out -> throwUnchecked(thrown)));
      assertSame(thrown, caught);
    }
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  private static void throwUnchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void aFailureWithoutMessageIsNamed() {
    Path file = folder.resolve("a.txt");
    UncheckedIOException error =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IOException();
                    }));
    assertEquals("write " + file + ": IOException" + UNTOUCHED, error.getMessage());
  }

  @Test
  void anInterruptLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Thread.currentThread().interrupt();
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> AtomicFile.write(file, out -> out.write(1)));
    assertTrue(Thread.interrupted());
    assertEquals("write " + file + ": the thread was interrupted" + UNTOUCHED, error.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void twoWritersNeverMix() throws Exception {
    Path file = folder.resolve("shared");
    AtomicFile.write(file, out -> out.write(new byte[10_000]));
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> running =
          List.of(
              writers.submit(() -> writeOften(file, (byte) 1)),
              writers.submit(() -> writeOften(file, (byte) 2)));
      while (running.stream().anyMatch(future -> !future.isDone())) {
        byte[] content = Files.readAllBytes(file);
        byte[] whole = new byte[10_000];
        Arrays.fill(whole, content[0]);
        assertArrayEquals(whole, content);
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      writers.shutdown();
    }
    assertEquals(List.of(file), files());
  }

  private static void writeOften(Path file, byte value) {
    byte[] content = new byte[10_000];
    Arrays.fill(content, value);
    for (int i = 0; i < 50; i++) {
      AtomicFile.write(file, out -> out.write(content));
    }
  }

  @Test
  void failsCleanlyAtEveryCall() throws IOException {
    Path file = folder.resolve("a.txt");
    String content = "new".repeat(50_000); // several writes
    FaultyCalls counting = FaultyCalls.failingAt(-1);
    write(counting, file, content);
    int calls = counting.made();
    assertTrue(calls >= 7, "only " + calls + " calls");
    for (int k = 0; k < calls; k++) {
      Files.writeString(file, "old");
      FaultyCalls faulty = FaultyCalls.failingAt(k);
      UncheckedIOException error =
          assertThrows(UncheckedIOException.class, () -> write(faulty, file, content));
      String call = error.getCause().getMessage();
      boolean renamed = call.equals(FaultyCalls.INJECTED + "syncFolder");
      assertEquals(renamed, k == calls - 1, call);
      assertEquals(renamed ? content : "old", Files.readString(file), call);
      assertEquals(
          "write " + file + ": " + call + (renamed ? NOT_SYNCED : UNTOUCHED), error.getMessage());
      assertEquals(List.of(file), files(), call);
    }
  }

  @Test
  void failsCleanlyWhereEveryLaterCallFailsToo() throws IOException {
    Path file = folder.resolve("a.txt");
    int calls = 6;
    for (int k = 0; k < calls; k++) {
      Files.writeString(file, "old");
      FaultyCalls faulty = FaultyCalls.failingFrom(k);
      UncheckedIOException error =
          assertThrows(UncheckedIOException.class, () -> write(faulty, file, "new"));
      assertEquals("old", Files.readString(file));
      if (k > 1) { // the temporary file is there, and cannot be deleted
        List<Throwable> others = List.of(error.getCause().getSuppressed());
        assertEquals(FaultyCalls.INJECTED + "delete", others.get(others.size() - 1).getMessage());
        for (Path left : files()) {
          if (!left.equals(file)) {
            assertTrue(left.getFileName().toString().matches("\\.sparseout-.*\\.tmp"));
            Files.delete(left);
          }
        }
      }
      assertEquals(List.of(file), files());
    }
  }

  @Test
  void aFullDiskLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("a.txt");
    int size = 200_000;
    for (long space = 0; space < size; space += 12_345) {
      Files.writeString(file, "old");
      FaultyCalls full = FaultyCalls.withSpace(space);
      UncheckedIOException error =
          assertThrows(
              UncheckedIOException.class,
              () -> AtomicFile.write(full, file, out -> out.write(new byte[size])));
      assertEquals("write " + file + ": No space left on device" + UNTOUCHED, error.getMessage());
      assertEquals("old", Files.readString(file));
      assertEquals(List.of(file), files());
    }
    AtomicFile.write(FaultyCalls.withSpace(size), file, out -> out.write(new byte[size]));
    assertEquals(size, Files.size(file));
  }

  @Test
  void aPowerFailureAfterAnyCallLeavesTheOldOrTheNewFile() {
    assertEquals(0, tornStates(true, true));
  }

  /** The simulation is worth something only if it sees what a missing sync does. */
  @Test
  void theSimulatedPowerFailureNoticesMissingSyncs() {
    assertFalse(tornStates(false, true) == 0);
    assertFalse(tornStates(true, false) == 0);
  }

  /** Writes a file three times; counts states after a power failure that the promise rules out. */
  private static int tornStates(boolean syncsFiles, boolean syncsFolders) {
    Path file = Path.of("folder", "file").toAbsolutePath();
    byte[][] contents = {null, bytes("first"), bytes("2".repeat(150_000)), bytes("third")};
    int[] torn = {0};
    int[] round = {0};
    SimulatedDisk disk =
        new SimulatedDisk(
            syncsFiles,
            syncsFolders,
            now -> {
              for (byte[] survivor : now.survivors(file)) {
                boolean old = Arrays.equals(survivor, contents[round[0] - 1]);
                if (!old && !Arrays.equals(survivor, contents[round[0]])) {
                  torn[0]++;
                }
              }
            });
    for (round[0] = 1; round[0] < contents.length; round[0]++) {
      byte[] content = contents[round[0]];
      AtomicFile.write(disk, file, out -> out.write(content));
      for (byte[] survivor : disk.survivors(file)) {
        if (!Arrays.equals(survivor, content)) {
          torn[0]++;
        }
      }
    }
    return torn[0];
  }
}
