// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.experiments.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long training in a small heap: nothing may grow. See {@link Soak}. */
class SoakTest {
  @TempDir Path folder;

  @Test
  void nothingGrows() throws Exception {
    soak(10);
  }

  @Tag("long")
  @Test
  void nothingGrowsInAMinute() throws Exception {
    soak(60);
  }

  @Test
  void growthIsTheRiseOfTheLine() {
    assertEquals(0, Soak.growth(5, 5, 5, 5), 1e-12);
    assertEquals(0.02, Soak.growth(99, 99.5, 100, 100.5, 101), 1e-12);
    assertEquals(0, Soak.growth(100, 101, 101, 100), 1e-12);
  }

  private void soak(int seconds) throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    new Program(folder)
        .inOneJvm()
        .withFlags("-Xmx256m", "-Djava.io.tmpdir=" + temporary)
        .running(Soak.class)
        .within(10 * seconds)
        .run(Integer.toString(seconds), files.toString())
        .expect(0);
    assertEquals(List.of("soak.safetensors"), names(files));
    assertEquals(List.of(), names(temporary));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
