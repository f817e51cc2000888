// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels give the scalar kernels' bits at every width, each in a JVM of its own. */
class KernelWidthsTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 512})
  void sameBitsAtEveryWidth(int bits) throws IOException, InterruptedException {
    assertEquals(KernelHash.of(ScalarKernels.KERNELS), hashAt(bits));
  }

  private static String hashAt(int bits) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Dsparseout.vectorBits=" + bits,
                "-cp",
                System.getProperty("java.class.path"),
                KernelHash.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT) // the incubator's warning
            .start();
    try (InputStream output = process.getInputStream()) {
      String hash = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, process.waitFor());
      return hash;
    }
  }
}
