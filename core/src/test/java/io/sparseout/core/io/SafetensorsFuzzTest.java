// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read, or refused with a {@link CheckpointException}; nothing else happens. */
@Timeout(120)
class SafetensorsFuzzTest {
  /** 20 000 for each change; {@code -Dfuzz.mutants=200000} for the long run. */
  private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 20_000);

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "-",
          "0",
          "1e9",
          "NaN",
          "null",
          "2147483647",
          "9223372036854775807",
          "99999999999999999999",
          "\u0000",
          "é",
          "I64",
          "F64",
          "\"shape\":[4294967296]",
          "__metadata__",
          "[".repeat(500),
          " ".repeat(50));

  @TempDir Path folder;

  private byte[] original() throws IOException {
    Path file = folder.resolve("original.safetensors");
    Map<String, Tensor> tensors =
        Map.of(
            "weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
            "bias", Tensor.of(new double[] {1, 2}, 2),
            "näme\n", Tensor.of(new int[] {1}),
            "empty", Tensor.of(new float[0], 0));
    Safetensors.write(file, tensors, Map.of("epoch", "3"));
    return Files.readAllBytes(file);
  }

  /** Whether the file can be read; every error but the one that is promised comes through. */
  private boolean reads(byte[] content) throws IOException {
    Path file = folder.resolve("mutant.safetensors");
    // Not Files.write: to empty a file and fill it again makes some file systems wait for the disk.
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.wrap(content)); // a file takes all at once
      channel.truncate(content.length);
    }
    try {
      Safetensors.read(file);
      return true;
    } catch (CheckpointException e) {
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      assertTrue(e.getMessage().length() < file.toString().length() + 400, e.getMessage());
      return false;
    }
  }

  @Test
  void mutantsAreReadOrRefused() throws IOException {
    byte[] original = original();
    SplittableRandom random = new SplittableRandom(2019);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = original;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutant = edit(mutant, random);
      }
      // Half of them say the right length again, so that the damage reaches the header's reader.
      if (random.nextBoolean() && mutant.length > 8) {
        int header = Math.max(0, mutant.length - 8 - dataBytes(original));
        ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN).putLong(header);
      }
      if (!reads(mutant)) {
        refused++;
      }
    }
    assertTrue(refused > MUTANTS / 2 && refused < MUTANTS, refused + " refused");
  }

  private static int dataBytes(byte[] file) {
    return file.length - 8 - (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static byte[] edit(byte[] from, SplittableRandom random) {
    int at = random.nextInt(from.length + 1);
    int to = Math.min(from.length, at + 1 + random.nextInt(8));
    byte[] middle =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0]; // some bytes are gone
          case 1 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8); // replaced
          case 2 -> twice(from, at, to);
          case 3 -> random(to - at, random);
          default -> bitFlipped(from, at, to, random);
        };
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    edited.write(from, 0, at);
    edited.writeBytes(middle);
    edited.write(from, to, from.length - to);
    return edited.size() == 0 ? from : edited.toByteArray();
  }

  private static byte[] twice(byte[] from, int at, int to) {
    byte[] both = new byte[2 * (to - at)];
    System.arraycopy(from, at, both, 0, to - at);
    System.arraycopy(from, at, both, to - at, to - at);
    return both;
  }

  private static byte[] random(int count, SplittableRandom random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bitFlipped(byte[] from, int at, int to, SplittableRandom random) {
    byte[] flipped = new byte[to - at];
    System.arraycopy(from, at, flipped, 0, to - at);
    if (flipped.length > 0) {
      flipped[0] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  @Test
  void everyByteMayHaveEveryBitFlipped() throws IOException {
    byte[] content = original();
    for (int i = 0; i < content.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        content[i] ^= (byte) (1 << bit);
        reads(content);
        content[i] ^= (byte) (1 << bit);
      }
    }
    assertTrue(reads(content));
  }

  @Test
  void noPartOfAFileIsRead() throws IOException {
    byte[] content = original();
    for (int n = 0; n < content.length; n++) {
      assertFalse(reads(Arrays.copyOf(content, n)), n + " bytes");
    }
  }
}
