// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start in a second JVM, and signals. */
class RelaunchTest {
  private static final long POLL_MILLIS = 20;
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  @TempDir Path folder;

  @Test
  void vectorKernelsRunWithoutFlagsAndFlagsArePassedOn() throws Exception {
    JsonObject findings =
        new Program(folder).withFlags("-Xmx333m").run("doctor", "--json").expect(0).json();
    assertTrue(findings.get("kernels").getAsString().startsWith("vector"), findings::toString);
    long heap = findings.getAsJsonObject("machine").get("maxHeapBytes").getAsLong();
    assertTrue(heap > 300L << 20 && heap <= 333L << 20, "heap " + heap);
  }

  @Test
  void scalarKernelsNeedNoSecondJvm() throws Exception {
    Program.Result result =
        new Program(folder).run("doctor", "--json", "--kernels", "scalar", "--threads=1");
    assertEquals("scalar", result.expect(0).json().get("kernels").getAsString());
    assertEquals(1, result.json().get("threads").getAsInt());
    assertEquals("", result.err(), "the JVM warns where the incubating module is");
  }

  @Test
  void exitCodesArePassedOn() throws Exception {
    new Program(folder).run("sparsity", "--p", "2").expect(2);
    new Program(folder).run("sparsity", "--data", "mnist").expect(3);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aSignalEndsBothAndLeavesWholeResults() throws Exception {
    Program program = new Program(folder);
    Process process =
        program.start(
            "sparsity",
            "--limit",
            "300",
            "--epochs",
            "30",
            "--q",
            "1,2",
            "--seeds",
            "500",
            "--hidden",
            "16",
            "--out",
            "run");
    Path results = folder.resolve("run/results.json");
    awaitText(results, "\"trial\"");
    List<ProcessHandle> others = process.descendants().toList();
    process.destroy();
    Program.Result result = program.end(process).expect(143);
    assertTrue(result.err().contains("stopped by a signal"), result.err());
    assertEquals(1, others.size());
    assertFalse(others.get(0).isAlive(), "the first JVM waits for the second");

    JsonObject saved = Program.json(Files.readString(results));
    assertEquals("stopped", saved.get("status").getAsString());
    assertFalse(saved.getAsJsonArray("rows").isEmpty());
    for (String line : Files.readAllLines(folder.resolve("run/metrics.jsonl"))) {
      assertTrue(Program.json(line).has("testLoss"));
    }
  }

  private static void awaitText(Path file, String text) throws Exception {
    long start = System.nanoTime();
    while (Files.notExists(file) || !Files.readString(file).contains(text)) {
      assertTrue((System.nanoTime() - start) / 1_000_000 < LONGEST_WAIT_MILLIS, "no " + text);
      Thread.sleep(POLL_MILLIS);
    }
  }
}
