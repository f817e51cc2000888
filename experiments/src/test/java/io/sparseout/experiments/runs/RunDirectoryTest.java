// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  @TempDir Path folder;

  @Test
  void hasItsFoldersAndNoFiles() {
    RunDirectory directory = RunDirectory.create(Optional.of(folder.resolve("a/b")), "x");
    assertTrue(Files.isDirectory(directory.plots()));
    assertTrue(Files.isDirectory(directory.checkpoints()));
    assertTrue(Files.isDirectory(directory.models("t")));
    assertTrue(Files.notExists(directory.results()));
    assertEquals(folder.resolve("a/b/checkpoints/t.safetensors"), directory.model("t"));
  }

  @Test
  void aFolderWithOtherThingsInItWillDo() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "kept");
    RunDirectory.create(Optional.of(folder), "x");
    assertEquals("kept", Files.readString(folder.resolve("notes.txt")));
  }

  @Test
  void aRunThatIsToGoOnMustBeThere() throws Exception {
    Files.writeString(folder.resolve("config.json"), "{}");
    String refused =
        assertThrows(RunException.class, () -> RunDirectory.existing(folder)).getMessage();
    assertTrue(refused.contains("has no results.json"), refused);
    Files.writeString(folder.resolve("results.json"), "{}");
    assertEquals(folder, RunDirectory.existing(folder).path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "metrics.jsonl", "results.json"})
  void aFolderWithARunInItWillNot(String file) throws Exception {
    Files.writeString(folder.resolve(file), "");
    RunException refused =
        assertThrows(RunException.class, () -> RunDirectory.create(Optional.of(folder), "x"));
    assertTrue(refused.getMessage().contains("--out"), refused.getMessage());
  }
}
