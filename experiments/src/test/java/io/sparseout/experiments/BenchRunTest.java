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
            "fma-peak",
            "copy",
            "mlp-784-1024-1024-10-b128",
            "autoencoder-784-256-784-b128",
            "lenet5-b64",
            "wrn-10-2-b64",
            "wrn-16-4-b32",
            "wrn-28-10-b8",
            "lstm-200-bptt35-b20",
            "lstm-650-bptt35-b20",
            "lstm-1500-bptt35-b20",
            "conv-3x3-64-64-32x32-b32-forward",
            "conv-3x3-64-64-32x32-b32-input-gradient",
            "conv-3x3-64-64-32x32-b32-weight-gradient",
            "mlp-784-1024-1024-10-b1-dense",
            "mlp-784-1024-1024-10-b1-sparse95",
            "mlp-784-1024-1024-10-b1-sparse99",
            "mlp-784-1024-1024-10-b1-int8",
            "mlp-784-1024-1024-10-b1-compact50",
            "mlp-784-1024-1024-10-b64-dense",
            "mlp-784-1024-1024-10-b64-sparse95",
            "mlp-784-1024-1024-10-b64-sparse99",
            "mlp-784-1024-1024-10-b64-int8",
            "mlp-784-1024-1024-10-b64-compact50",
            "dropout-1M-fwd-bwd",
            "sparseout-q1.5-1M-fwd-bwd",
            "sparseout-qQ-1M-fwd-bwd",
            "REGULARIZER-1M-fwd-bwd",
            "linear-N-bBATCH",
            "linear-N-bBATCH+REGULARIZER",
            "sgemm-N",
            "sgemm-MxKxN"),
        result.out().lines().toList());
  }

  @Test
  void tellsWhatARegularizerCostsAsAMultipleOfDropout() throws Exception {
    String names =
        "targeted-sparseout:p=0.2,q=1,share=0.3-1M-fwd-bwd,linear-16-b4+activity-l2:strength=1";
    Program.Result result =
        new Program(folder)
            .inOneJvm()
            .run("bench", "--workload", names, "--seconds", "0.01", "--json")
            .expect(0);
    List<JsonObject> lines = result.out().lines().map(Program::json).toList();
    assertEquals(2, lines.size());
    assertEquals("dropout-1M-fwd-bwd", lines.get(0).get("base").getAsString());
    assertTrue(lines.get(0).get("times_base").getAsDouble() > 1);
    assertEquals("linear-16-b4", lines.get(1).get("base").getAsString());
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
    for (JsonObject line : List.of(sgemm, autoencoder)) {
      assertTrue(line.get("peak_bytes").getAsLong() > 0);
      assertTrue(List.of("fma", "memory").contains(line.get("limit").getAsString()));
      assertTrue(line.get("limit_share").getAsDouble() > 0);
      assertTrue(line.get("rate_ratio").isJsonNull());
      assertTrue(line.get("base").isJsonNull());
    }
    assertTrue(Files.notExists(folder.resolve("runs")), "it writes no files");
  }

  @Test
  void convolutionsAndNetworksForImagesAreMeasured() throws Exception {
    List<JsonObject> lines =
        new Program(folder)
            .inOneJvm()
            .run(
                "bench",
                "--workload",
                "conv-3x3-64-64-32x32-b32-weight-gradient,lenet5-b64",
                "--seconds",
                "0.05",
                "--json",
                "--quiet")
            .expect(0)
            .out()
            .lines()
            .map(Program::json)
            .toList();
    JsonObject convolution = lines.get(0);
    double work = 2.0 * 32 * 64 * 64 * 3 * 3 * 32 * 32;
    double seconds = convolution.get("step_ms").getAsDouble() / 1e3;
    assertEquals(work, convolution.get("rate").getAsDouble() * seconds, 1e-6 * work);
    assertEquals("flop/s", convolution.get("unit").getAsString());
    assertEquals("fma", convolution.get("limit").getAsString());
    assertEquals("images/s", lines.get(1).get("unit").getAsString());
  }

  @Test
  void limitsAreOfOneThreadAndOfAllAndCompareLikeOthers() throws Exception {
    Files.writeString(
        folder.resolve("before.json"),
        "{\"workload\":\"copy\",\"unit\":\"bytes/s\",\"rate\":0.5,\"threads\":1}\n");
    Program.Result result =
        new Program(folder)
            .inOneJvm()
            .run(
                "bench",
                "--workload",
                "fma-peak,copy",
                "--threads",
                "2",
                "--json",
                "--quiet",
                "--compare",
                "before.json")
            .expect(0);
    List<JsonObject> lines = result.out().lines().map(Program::json).toList();
    assertEquals(4, lines.size());
    for (int i = 0; i < 4; i++) {
      JsonObject line = lines.get(i);
      assertEquals(i < 2 ? "fma-peak" : "copy", line.get("workload").getAsString());
      assertEquals(i < 2 ? "flop/s" : "bytes/s", line.get("unit").getAsString());
      assertEquals(i % 2 + 1, line.get("threads").getAsInt());
      assertTrue(line.get("rate").getAsDouble() > 0);
      assertTrue(line.get("step_ms").getAsDouble() > 0);
      assertTrue(line.get("steps").getAsInt() > 0);
      assertTrue(line.get("limit_share").isJsonNull());
    }
    JsonObject copy = lines.get(2);
    assertEquals(2 * copy.get("rate").getAsDouble(), copy.get("rate_ratio").getAsDouble());
    assertTrue(
        result.err().contains("bench: copy is not compared: measured in bytes/s on 2 threads"),
        result.err());
  }

  @Test
  void theTableSaysWhatItComparesWith() throws Exception {
    Files.writeString(
        folder.resolve("old.json"),
        "{\"workload\":\"sgemm-3x70x5\",\"unit\":\"flop/s\",\"rate\":1,\"threads\":1}\n");
    List<String> lines =
        new Program(folder)
            .small()
            .run(
                "bench",
                "--workload",
                "sgemm-3x70x5",
                "--threads",
                "1",
                "--seconds",
                "0.01",
                "--compare",
                "old.json")
            .expect(0)
            .out()
            .lines()
            .toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).endsWith("limit   times base   times old.json"), lines.get(0));
    assertTrue(
        lines.get(1).matches("sgemm-3x70x5 .* (fma|memory) \\d+ % +- +[0-9.]+"), lines.get(1));
  }
}
