// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.file;
import static io.sparseout.datasets.IdxBytes.gzip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  @TempDir Path folder;

  private void lay(Path place, String name, byte[] content) throws IOException {
    Files.write(Files.createDirectories(place.resolve("mnist")).resolve(name), content);
  }

  private void layAll(Path place, int side) throws IOException {
    byte[] images = file(8, new int[] {2, side, side}, new int[2 * side * side]);
    lay(place, "train-images-idx3-ubyte.gz", gzip(images));
    lay(place, "train-labels-idx1-ubyte", file(8, new int[] {2}, 3, 4));
    lay(place, "t10k-images-idx3-ubyte", images);
    lay(place, "t10k-labels-idx1-ubyte.gz", gzip(file(8, new int[] {2}, 8, 9)));
  }

  @Test
  void readsEachFilePackedOrNot() throws IOException {
    layAll(folder, 28);
    ImageDataset train = Mnist.train(DataFolders.of(folder));
    ImageDataset test = Mnist.test(DataFolders.of(folder));
    assertEquals("mnist (2 images of 1 x 28 x 28, 10 classes)", train.toString());
    assertEquals(4, train.label(1));
    assertEquals(9, test.label(1));
  }

  @Test
  void takesTheFirstFolderThatHasAllFiles() throws IOException {
    Path partly = folder.resolve("partly");
    Path whole = folder.resolve("whole");
    lay(partly, "train-images-idx3-ubyte", bytes(1, 2, 3));
    layAll(whole, 28);
    assertEquals(2, Mnist.train(DataFolders.of(whole).after(partly)).size());
  }

  @Test
  void saysWhatIsMissingWhereAndHowToGetIt() throws IOException {
    Path bare = folder.resolve("bare");
    Path partly = folder.resolve("partly");
    layAll(partly, 28);
    Files.delete(partly.resolve("mnist/train-labels-idx1-ubyte"));
    Files.delete(partly.resolve("mnist/t10k-labels-idx1-ubyte.gz"));
    DataFolders folders = DataFolders.of(partly).after(bare);
    DataException missing = assertThrows(DataException.class, () -> Mnist.train(folders));
    assertEquals(
        "no MNIST found; looked for mnist/train-images-idx3-ubyte.gz,"
            + " mnist/train-labels-idx1-ubyte.gz, mnist/t10k-images-idx3-ubyte.gz,"
            + " mnist/t10k-labels-idx1-ubyte.gz (or without .gz) in\n  "
            + bare
            + " (given): no folder mnist there\n  "
            + partly
            + " (given): lacks train-labels-idx1-ubyte, t10k-labels-idx1-ubyte\n"
            + "Get these four files from MNIST's publishers (yann.lecun.com/exdb/mnist) or a"
            + " mirror, put them in a folder named mnist, and name the folder that holds it with"
            + " --data-dir or $SPARSEOUT_DATA. Unpacked they have 47040016, 60008, 7840016 and"
            + " 10008 bytes.",
        missing.getMessage());
  }

  @Test
  void refusesImagesOfAnotherSize() throws IOException {
    layAll(folder, 32);
    DataException refused =
        assertThrows(DataException.class, () -> Mnist.test(DataFolders.of(folder)));
    assertEquals(
        folder.resolve("mnist/t10k-images-idx3-ubyte")
            + ": has images of 32 x 32, MNIST's are 28 x 28; get the file again",
        refused.getMessage());
  }

  @Test
  void readsTheRealOneWhereItIs() throws Exception {
    String data = System.getenv("SPARSEOUT_DATA");
    assumeTrue(data != null && Files.isDirectory(Path.of(data, "mnist")), "no MNIST here");
    DataFolders folders = DataFolders.of(Path.of(data));
    assertEquals(
        "mnist (60000 images of 1 x 28 x 28, 10 classes)", Mnist.train(folders).toString());
    ImageDataset test = Mnist.test(folders);
    assertEquals("mnist (10000 images of 1 x 28 x 28, 10 classes)", test.toString());
    assertEquals(7, test.label(0));

    Path packed = Path.of(data, "mnist", "train-images-idx3-ubyte.gz");
    assumeTrue(Files.exists(packed), "unpacked MNIST");
    IdxFile images = IdxFile.read(packed, IdxFile.Content.IMAGES);
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    hash.update(file(8, new int[] {60000, 28, 28}));
    String hex = HexFormat.of().formatHex(hash.digest(images.elements()));
    assertEquals("ba891046", hex.substring(0, 8));
  }
}
