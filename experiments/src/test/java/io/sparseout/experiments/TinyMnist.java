// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** MNIST's four files with a few images of noise. */
final class TinyMnist {
  private static final int SIDE = 28;
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  private TinyMnist() {}

  /** Writes the files into a folder {@code mnist} of the given one. */
  static void write(Path folder) throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("mnist"));
    write(mnist, "train", 60);
    write(mnist, "t10k", 20);
  }

  private static void write(Path mnist, String name, int count) throws IOException {
    byte[] pixels = new byte[count * SIDE * SIDE];
    new Random(count).nextBytes(pixels);
    ByteBuffer images = ByteBuffer.allocate(16 + pixels.length);
    images.putInt(IMAGES_MAGIC).putInt(count).putInt(SIDE).putInt(SIDE).put(pixels);
    Files.write(mnist.resolve(name + "-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(LABELS_MAGIC).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (i % 10));
    }
    Files.write(mnist.resolve(name + "-labels-idx1-ubyte"), labels.array());
  }
}
