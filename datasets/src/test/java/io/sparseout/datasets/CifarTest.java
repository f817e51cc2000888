// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.CifarFiles.FOLDER_10;
import static io.sparseout.datasets.CifarFiles.FOLDER_100;
import static io.sparseout.datasets.CifarFiles.NAMES_10;
import static io.sparseout.datasets.CifarFiles.record;
import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.first;
import static io.sparseout.datasets.IdxBytes.join;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  private static final String AGAIN = "; get the file again";
  private static final String TEN_REMEDY =
      "Get cifar-10-binary.tar.gz (the binary version) from CIFAR-10's publisher"
          + " (www.cs.toronto.edu/~kriz/cifar.html), put it, or the folder that is in it, into a"
          + " folder, and name that with --data-dir or $SPARSEOUT_DATA. Each of the six files of"
          + " images has 30730000 bytes.";

  @TempDir Path folder;

  private DataFolders here() {
    return DataFolders.of(folder);
  }

  private void assertTen() {
    ImageDataset train = Cifar10.train(here());
    assertEquals("cifar10 (10 images of 3 x 32 x 32, 10 classes)", train.toString());
    assertArrayEquals(new int[] {1, 9, 2, 9, 3, 9, 4, 9, 5, 9}, train.labels(0, 10).toIntArray());
    for (int i = 0; i < 10; i++) {
      float[] pixels = train.images(i, 1).toFloatArray();
      assertEquals((i + 2) / 255f, pixels[0]);
      assertEquals(((i + 2 + 3071) & 0xFF) / 255f, pixels[3071]);
    }
    ImageDataset test = Cifar10.test(here());
    assertEquals("cifar10 (2 images of 3 x 32 x 32, 10 classes)", test.toString());
    assertEquals("horse", test.className(test.label(1)));
    assertEquals("truck", train.limit(3).className(9));
  }

  private void assertHundred() {
    ImageDataset train = Cifar100.train(here());
    assertEquals("cifar100 (3 images of 3 x 32 x 32, 100 classes)", train.toString());
    assertArrayEquals(new int[] {99, 0, 42}, train.labels(0, 3).toIntArray());
    assertEquals(3 / 255f, train.images(2, 1).toFloatArray()[0]);
    assertEquals("class_99", train.className(99));
    ImageDataset test = Cifar100.test(here());
    assertEquals(50, test.label(0));
    assertEquals(1, test.size());
  }

  @Test
  void readsFolders() throws IOException {
    CifarFiles.lay(folder.resolve(FOLDER_10), CifarFiles.ten());
    CifarFiles.lay(folder.resolve(FOLDER_100), CifarFiles.hundred());
    assertTen();
    assertHundred();
  }

  @Test
  void readsArchives() throws IOException {
    Files.write(
        folder.resolve("cifar-10-binary.tar.gz"), CifarFiles.archive(FOLDER_10, CifarFiles.ten()));
    Files.write(
        folder.resolve("cifar-100-binary.tar.gz"),
        CifarFiles.archive(FOLDER_100, CifarFiles.hundred()));
    assertTen();
    assertHundred();
  }

  @Test
  void takesTheArchiveWhereTheFolderLacksAFile() throws IOException {
    CifarFiles.lay(folder.resolve(FOLDER_10), Map.of("test_batch.bin", bytes()));
    Files.write(
        folder.resolve("cifar-10-binary.tar.gz"), CifarFiles.archive(FOLDER_10, CifarFiles.ten()));
    assertTen();
  }

  @Test
  void takesTheFolderWhereBothAreThere() throws IOException {
    CifarFiles.lay(folder.resolve(FOLDER_100), CifarFiles.hundred());
    Files.write(folder.resolve("cifar-100-binary.tar.gz"), bytes(1, 2, 3));
    assertHundred();
  }

  @Test
  void saysWhatIsMissingWhereAndHowToGetIt() throws IOException {
    Path partly = folder.resolve("partly");
    Path bare = folder.resolve("bare");
    CifarFiles.lay(partly.resolve(FOLDER_10), CifarFiles.ten());
    Files.delete(partly.resolve(FOLDER_10).resolve("data_batch_3.bin"));
    Files.delete(partly.resolve(FOLDER_10).resolve("batches.meta.txt"));
    DataFolders folders = DataFolders.of(partly).after(bare);
    DataException missing = assertThrows(DataException.class, () -> Cifar10.train(folders));
    assertEquals(
        "no CIFAR-10 found; looked for cifar-10-batches-bin/data_batch_1.bin,"
            + " cifar-10-batches-bin/data_batch_2.bin, cifar-10-batches-bin/data_batch_3.bin,"
            + " cifar-10-batches-bin/data_batch_4.bin, cifar-10-batches-bin/data_batch_5.bin,"
            + " cifar-10-batches-bin/test_batch.bin, cifar-10-batches-bin/batches.meta.txt, or"
            + " cifar-10-binary.tar.gz, in\n  "
            + bare
            + " (given): neither a folder cifar-10-batches-bin nor a file cifar-10-binary.tar.gz"
            + " there\n  "
            + partly
            + " (given): cifar-10-batches-bin lacks data_batch_3.bin, batches.meta.txt; no file"
            + " cifar-10-binary.tar.gz there\n"
            + TEN_REMEDY,
        missing.getMessage());
  }

  /** Puts one bad file among good ones, in the folder and in the archive. */
  private void refused(String name, byte[] content, String message) throws IOException {
    Map<String, byte[]> ten = CifarFiles.ten();
    Map<String, byte[]> hundred = CifarFiles.hundred();
    boolean isTen = ten.containsKey(name);
    Map<String, byte[]> files = isTen ? ten : hundred;
    String place = isTen ? FOLDER_10 : FOLDER_100;
    files.put(name, content);
    CifarFiles.lay(folder.resolve(place), files);
    assertRefused(isTen, folder.resolve(place).resolve(name) + ": " + message + AGAIN);
    Files.delete(folder.resolve(place).resolve(name));
    Path archive = folder.resolve(isTen ? "cifar-10-binary.tar.gz" : "cifar-100-binary.tar.gz");
    Files.write(archive, CifarFiles.archive(place, files));
    String remedy =
        message.contains("at most") ? "; get the archive from its publisher again" : AGAIN;
    assertRefused(isTen, archive + ": member " + place + "/" + name + " " + message + remedy);
    Files.delete(archive);
  }

  private void assertRefused(boolean isTen, String message) {
    Exception refused = assertThrows(DataException.class, () -> read(isTen));
    assertEquals(message, refused.getMessage());
  }

  /** The training set; where that is right, the test set. */
  private ImageDataset read(boolean isTen) {
    ImageDataset train = isTen ? Cifar10.train(here()) : Cifar100.train(here());
    ImageDataset test = isTen ? Cifar10.test(here()) : Cifar100.test(here());
    return test.size() > train.size() ? test : train;
  }

  @Test
  void refusesBadFilesOfImages() throws IOException {
    byte[] right = record(7, 3);
    refused("data_batch_2.bin", bytes(), "is empty");
    refused("data_batch_2.bin", bytes(3), "has 1 bytes, not a multiple of a record's 3073");
    refused(
        "data_batch_5.bin",
        first(right, 3072),
        "has 3072 bytes, not a multiple of a record's 3073");
    refused(
        "data_batch_1.bin",
        join(right, bytes(1)),
        "has 3074 bytes, not a multiple of a record's 3073");
    refused(
        "test_batch.bin",
        first(join(right, right), 6145),
        "has 6145 bytes, not a multiple of a record's 3073");
    refused("data_batch_4.bin", record(0, 10), "has label 10 in record 0, not 0 to 9");
    refused(
        "test_batch.bin",
        join(right, right, record(0, 255)),
        "has label 255 in record 2, not 0 to 9");
    refused("train.bin", right, "has 3073 bytes, not a multiple of a record's 3074");
    refused("train.bin", record(0, 20, 5), "has coarse label 20 in record 0, not 0 to 19");
    refused(
        "train.bin",
        join(record(0, 1, 1), record(0, 0, 100)),
        "has fine label 100 in record 1, not 0 to 99");
    refused("test.bin", record(0, 255, 255), "has coarse label 255 in record 0, not 0 to 19");
    refused("test.bin", bytes(), "is empty");
  }

  @Test
  void refusesTooManyRecords() throws IOException {
    refused(
        "test_batch.bin",
        new byte[10_001 * 3073],
        "has 30733073 bytes, at most 30730000 are expected");
    CifarFiles.lay(folder.resolve(FOLDER_100), CifarFiles.hundred());
    Path train = folder.resolve(FOLDER_100).resolve("train.bin");
    try (RandomAccessFile file = new RandomAccessFile(train.toFile(), "rw")) {
      file.setLength(1L << 32); // zeros that take no place
    }
    assertRefused(false, train + ": has 4294967296 bytes, at most 153700000 are expected" + AGAIN);
  }

  @Test
  void refusesBadNames() throws IOException {
    refused("batches.meta.txt", bytes(), "has 0 different names, not 10");
    refused("batches.meta.txt", "a\nb\n".getBytes(US_ASCII), "has 2 different names, not 10");
    refused(
        "batches.meta.txt",
        NAMES_10.replace("cat", "dog").getBytes(US_ASCII),
        "has 9 different names, not 10");
    refused(
        "batches.meta.txt",
        NAMES_10.replace("truck", "truck\nx").getBytes(US_ASCII),
        "has 11 different names, not 10");
    refused(
        "batches.meta.txt", NAMES_10.replace("cat", " ").getBytes(US_ASCII), "has an empty name");
    refused(
        "batches.meta.txt",
        join(NAMES_10.getBytes(US_ASCII), bytes(0)),
        "has byte 0x00, not" + " text");
    refused("fine_label_names.txt", bytes(0xEF, 0xBB, 0xBF), "has byte 0xef, not text");
    refused(
        "fine_label_names.txt", new byte[10_001], "has 10001 bytes, at most 10000 are expected");
  }

  @Test
  void takesLinesThatEndAsOnWindows() throws IOException {
    CifarFiles.lay(folder.resolve(FOLDER_10), CifarFiles.ten());
    CifarFiles.lay(
        folder.resolve(FOLDER_10),
        Map.of("batches.meta.txt", NAMES_10.replace("\n", "\r\n").getBytes(US_ASCII)));
    assertTen();
  }

  @Test
  void mutantsAreRefusedOrFitTogether() throws IOException {
    Random random = new Random(20240603);
    CifarFiles.lay(folder.resolve(FOLDER_100), CifarFiles.hundred());
    byte[] whole = CifarFiles.hundred().get("train.bin");
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
      byte[] mutant = first(whole, length);
      for (int change = random.nextInt(3); change > 0 && length > 0; change--) {
        int record = random.nextInt(3) * 3074;
        mutant[(record + random.nextInt(2)) % length] = (byte) random.nextInt(256);
      }
      CifarFiles.lay(folder.resolve(FOLDER_100), Map.of("train.bin", mutant));
      try {
        assertEquals(length / 3074, Cifar100.train(here()).size());
      } catch (DataException e) {
        refused++;
        assertTrue(
            e.getMessage().contains("train.bin: has ")
                || e.getMessage().contains("train.bin: is empty"),
            e.getMessage());
      }
    }
    assertTrue(refused > 500 && refused < 1900, refused + " refused");
  }

  @Test
  void readsTheRealOneWhereItIs() {
    String data = System.getenv("SPARSEOUT_DATA");
    assumeTrue(data != null && Files.isDirectory(Path.of(data, FOLDER_10)), "no CIFAR-10 here");
    DataFolders folders = DataFolders.of(Path.of(data));
    ImageDataset train = Cifar10.train(folders);
    assertEquals("cifar10 (50000 images of 3 x 32 x 32, 10 classes)", train.toString());
    ImageDataset test = Cifar10.test(folders);
    assertEquals("cifar10 (10000 images of 3 x 32 x 32, 10 classes)", test.toString());
    int[] counts = new int[10];
    for (int i = 0; i < test.size(); i++) {
      counts[test.label(i)]++;
    }
    assertArrayEquals(
        new int[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000}, counts);
    assertEquals("airplane", test.className(0));
  }
}
