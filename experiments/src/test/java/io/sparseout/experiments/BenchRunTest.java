// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code bench}, as others measure through it. */
class BenchRunTest {
  @TempDir Path folder;

  @Test
  void listsItsWorkloads() throws Exception {
    Program.Result result = new Program(folder).inOneJvm().run("bench", "--list").expect(0);
    assertEquals(
        List.of(
            "mlp-784-1024-1024-10-b128",
            "autoencoder-784-256-784-b128",
            "dropout-1M-fwd-bwd",
            "sparseout-q1.5-1M-fwd-bwd",
            "sgemm-N"),
        result.out().lines().toList());
  }

  @Test
  void printsAJsonObjectALine() throws Exception {
    Program.Result result =
        new Program(folder)
            .inOneJvm()
            .run(
                "bench",
                "--workload",
                "sgemm-96,autoencoder-784-256-784-b128",
                "--seconds",
                "0.05",
                "--threads",
                "2",
                "--json")
            .expect(0);
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size());
    JsonObject sgemm = Program.json(lines.get(0));
    assertEquals("sgemm-96", sgemm.get("workload").getAsString());
    assertEquals("flop/s", sgemm.get("unit").getAsString());
    double seconds = sgemm.get("step_ms").getAsDouble() / 1e3;
    assertEquals(2.0 * 96 * 96 * 96 / seconds, sgemm.get("rate").getAsDouble(), 1);
    assertTrue(sgemm.get("steps").getAsInt() >= 5);
    assertEquals(2, sgemm.get("threads").getAsInt());
    assertTrue(sgemm.get("kernels").getAsString().startsWith("vector"));
    JsonObject autoencoder = Program.json(lines.get(1));
    assertEquals("examples/s", autoencoder.get("unit").getAsString());
    assertTrue(autoencoder.get("allocated_bytes").getAsLong() > 0);
    assertTrue(Files.notExists(folder.resolve("runs")), "it writes no files");
  }
}
