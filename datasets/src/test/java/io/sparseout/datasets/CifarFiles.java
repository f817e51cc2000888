// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static io.sparseout.datasets.IdxBytes.bytes;
import static io.sparseout.datasets.IdxBytes.gzip;
import static io.sparseout.datasets.IdxBytes.join;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small CIFAR sets in their publisher's layout. */
final class CifarFiles {
  static final String FOLDER_10 = "cifar-10-batches-bin";
  static final String FOLDER_100 = "cifar-100-binary";
  static final String NAMES_10 =
      "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

  private CifarFiles() {}

  /** A record: labels, then pixels that count from {@code first} on. */
  static byte[] record(int first, int... labels) {
    byte[] pixels = new byte[3072];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (first + i);
    }
    return join(bytes(labels), pixels);
  }

  /** CIFAR-10 with two images a file: those of batch b begin with 2 b and 2 b + 1. */
  static Map<String, byte[]> ten() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int batch = 1; batch <= 5; batch++) {
      byte[] content = join(record(2 * batch, batch), record(2 * batch + 1, 9));
      files.put("data_batch_" + batch + ".bin", content);
    }
    files.put("test_batch.bin", join(record(100, 0), record(101, 7)));
    files.put("batches.meta.txt", NAMES_10.getBytes(US_ASCII));
    return files;
  }

  /** CIFAR-100 with three training images and one test image. */
  static Map<String, byte[]> hundred() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("train.bin", join(record(1, 19, 99), record(2, 0, 0), record(3, 4, 42)));
    files.put("test.bin", record(4, 11, 50));
    String names =
        IntStream.range(0, 100).mapToObj(i -> "class_" + i).collect(Collectors.joining("\n"));
    files.put("fine_label_names.txt", names.getBytes(US_ASCII));
    files.put("coarse_label_names.txt", "not read".getBytes(US_ASCII));
    return files;
  }

  /** Lays files into a folder. */
  static void lay(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The archive that the publisher would make of a folder. */
  static byte[] archive(String folder, Map<String, byte[]> files) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(TarBytes.member(folder + "/", '5', bytes()));
    files.forEach((name, content) -> parts.add(TarBytes.file(folder + "/" + name, content)));
    parts.add(TarBytes.file(folder + "/readme.html", new byte[88]));
    parts.add(TarBytes.END);
    return gzip(join(parts.toArray(byte[][]::new)));
  }
}
