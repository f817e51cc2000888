// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code cost}. */
class CostRunTest {
  private static final String TINY =
      "cost --workload autoencoder,linear-8,linear-64 --rounds 5 --warm-up 0.01 --quiet"
          + " --regularizer none,sparseout:p=0.5,q=1.5,bridgeout:p=0.5,q=1,masks=example";

  @TempDir Path folder;

  @Test
  void leavesTablesResultsAndPlots() throws Exception {
    String out = run(TINY + " --out run").expect(0).out();
    assertTrue(out.contains("not measured: bridgeout:p=0.5,q=1,masks=example, of a network"), out);
    assertTrue(
        out.lines().anyMatch(line -> line.matches("autoencoder: sparseout:p=0.5,q=1.5 takes .*")));
    JsonObject results = json("run/results.json");
    assertEquals("complete", results.get("status").getAsString());
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(3 + 4 + 4, rows.size());
    for (JsonElement each : rows) {
      assertRow(each.getAsJsonObject());
    }
    JsonArray findings = results.getAsJsonArray("comparisons");
    assertEquals(1, findings.size());
    assertEquals(1.05, findings.get(0).getAsJsonObject().get("limit").getAsDouble());
    for (String plot : List.of("ratio", "width")) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null, plot);
    }
  }

  private static void assertRow(JsonObject row) {
    String trial = row.get("trial").getAsString();
    assertEquals(trial.startsWith("autoencoder"), row.get("wholeStep").getAsBoolean(), trial);
    assertEquals(5, row.get("samples").getAsInt());
    assertBetween(row, "lowerMillis", "medianMillis", "upperMillis");
    assertTrue(row.get("lowerMillis").getAsDouble() > 0, trial);
    boolean dropout = row.get("regularizer").getAsString().equals("dropout:p=0.5");
    assertEquals(dropout, row.get("ratioToDropout").isJsonNull(), trial);
    if (!dropout) {
      assertBetween(row, "ratioLower", "ratioToDropout", "ratioUpper");
    }
    if (trial.startsWith("autoencoder")) {
      int parameters = 2 * 784 * 256 + 784 + 256;
      long states = 4L * Float.BYTES * parameters; // value, gradient, two of Adam
      assertTrue(row.get("heapBytes").getAsLong() > 0.9 * states, trial);
    }
  }

  private static void assertBetween(JsonObject row, String lower, String middle, String upper) {
    double value = row.get(middle).getAsDouble();
    assertTrue(row.get(lower).getAsDouble() <= value, row + ": " + lower);
    assertTrue(row.get(upper).getAsDouble() >= value, row + ": " + upper);
  }

  /** What a stopped run had measured whole it does not measure again, and the rest it does. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aStoppedRunGoesOn() throws Exception {
    String arguments =
        "cost --workload linear-8,linear-64 --rounds 1000 --warm-up 0.01 --quiet --regularizer none";
    Program program = new Program(folder).small();
    Process process = program.start((arguments + " --out run").split(" "));
    while (rows("run").size() < 2) {
      assertTrue(process.isAlive(), "it ends too early");
      Thread.sleep(5);
    }
    process.destroy();
    program.end(process).expect(143);
    assertEquals("stopped", json("run/results.json").get("status").getAsString());
    JsonArray before = rows("run");
    assertEquals(2, before.size(), "linear-8 whole, linear-64 not at all");
    run(arguments + " --resume run").expect(0);
    JsonArray after = rows("run");
    assertEquals(List.of("linear-8", "linear-8", "linear-64", "linear-64"), workloads(after));
    assertEquals(before.get(0), after.get(0));
    assertEquals(before.get(1), after.get(1));
  }

  private static List<String> workloads(JsonArray rows) {
    List<String> workloads = new ArrayList<>();
    rows.forEach(row -> workloads.add(row.getAsJsonObject().get("workload").getAsString()));
    return workloads;
  }

  private JsonArray rows(String run) throws Exception {
    Path results = folder.resolve(run + "/results.json");
    return Files.exists(results)
        ? json(run + "/results.json").getAsJsonArray("rows")
        : new JsonArray();
  }

  private Program.Result run(String arguments) throws Exception {
    return new Program(folder).small().run(arguments.split(" "));
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
