// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.IMAGES;
import static io.sparseout.datasets.IdxBytes.LABELS;
import static io.sparseout.datasets.IdxBytes.first;
import static io.sparseout.datasets.IdxBytes.gzip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files give a {@link DataException} or data that fit together, and nothing else. */
class IdxFuzzTest {
  private static final int MUTANTS = Integer.getInteger("sparseout.fuzz", 20_000);

  @TempDir Path folder;

  /** Reads images from a file of their length: not truncating one each time saves much time. */
  private ImageDataset read(byte[] images) throws IOException {
    Path path = folder.resolve("images-" + images.length);
    Files.write(path, images, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return Idx.read("set", path, folder.resolve("labels"), 10);
  }

  @BeforeEach
  void writeLabels() throws IOException {
    Files.write(folder.resolve("labels"), LABELS);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (byte[] whole : List.of(IMAGES, gzip(IMAGES))) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = first(whole, length);
        assertThrows(DataException.class, () -> read(cut), "cut to " + length);
      }
      assertEquals(3, read(whole).size());
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void mutantsAreRefusedOrFitTogether() throws IOException {
    Random random = new Random(20240601);
    byte[] packed = gzip(IMAGES);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = (i % 2 == 0 ? IMAGES : packed).clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutant[random.nextInt(mutant.length)] = (byte) interesting(random);
      }
      try {
        assertEquals(3, read(mutant).size());
      } catch (DataException e) {
        refused++;
        assertTrue(e.getMessage().startsWith(folder.resolve("images-").toString()), e.getMessage());
      }
    }
    assertTrue(refused > MUTANTS / 2, refused + " of " + MUTANTS + " refused");
  }

  private static int interesting(Random random) {
    int[] edges = {0, 1, 0x7F, 0x80, 0xFF};
    return random.nextBoolean() ? random.nextInt(256) : edges[random.nextInt(edges.length)];
  }
}
