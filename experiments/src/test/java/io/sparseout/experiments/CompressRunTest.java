// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.layers.compression.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code compress}. */
class CompressRunTest {
  private static final String[] TINY =
      "compress --limit 300 --batch 50 --epochs 3 --seconds 0.002 --quiet".split(" ");
  private static final String[] MLP = {"--model", "mlp:40,24"};

  @TempDir Path folder;

  @Test
  void leavesTableResultsPlotsAndFiles() throws Exception {
    Program.Result result =
        run("--sparsity", "0.5,0.9", "--units", "0.5", "--seeds", "2", "--out", "run").expect(0);
    List<String> lines = result.out().lines().toList();
    assertEquals(
        "digits, 300 images, mlp:40,24, dropout:p=0.5, 3 epochs + 1, 2 seeds", lines.get(0));
    assertTrue(
        lines.get(2).matches("method +share +form +gone, % +test accuracy, % .*"), lines.get(2));
    assertTrue(lines.get(3).matches("dense +- +dense +0.0 .* - +100.0 .*"), lines.get(3));
    assertTrue(lines.get(4).matches("dense +- +int8 .*"), lines.get(4));
    assertTrue(lines.get(13).matches("structured +0.5 +dense .*\\+-.*\\+-.*"), lines.get(13));
    assertTrue(result.out().contains("one-shot and structured are trained for more epochs"));

    JsonObject results = json("run/results.json");
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(2 * 2 * 6, rows.size(), "seeds, widths, networks");
    for (JsonElement row : rows) {
      assertRow(row.getAsJsonObject());
    }
    assertEquals(11, results.getAsJsonArray("comparisons").size());
    int epochs = 2 * (3 + 2 * 1 + 2 * 3 + 1);
    assertEquals(epochs, Files.readAllLines(folder.resolve("run/metrics.jsonl")).size());
    for (String plot : "accuracy-sparsity accuracy-bytes latency-1 latency-64".split(" ")) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null, plot);
    }
    try (Stream<Path> files = Files.list(folder.resolve("run/checkpoints"))) {
      assertEquals(rows.size(), files.count(), "a file a row");
    }
  }

  /** The file is what the row says, and so is what was done to the network. */
  private void assertRow(JsonObject row) throws Exception {
    String trial = row.get("trial").getAsString();
    String method = row.get("method").getAsString();
    double asked = row.get("sparsity").getAsDouble();
    double gone = row.get("weightsGone").getAsDouble();
    Path file = file(row);
    assertEquals(Files.size(file), row.get("bytes").getAsLong(), trial);
    Layer network = ModelFile.load(file);
    assertEquals(Fingerprint.sha256(network), row.get("weightsSha256").getAsString(), trial);
    if (method.equals("dense")) {
      assertTrue(row.get("testAccuracy").getAsDouble() > 0.15, trial + ": better than chance");
    }
    for (String measure : List.of("latencyMillis1", "latencyMillis64")) {
      assertTrue(row.get(measure).getAsDouble() > 0, trial + ": " + measure);
    }
    boolean quantized = trial.contains("int8");
    assertEquals(quantized, row.get("form").getAsString().contains("int8"), trial);
    if (method.equals("structured")) {
      int features = 784 * 20 + 20 * 12 + 12 * 10;
      int all = 784 * 40 + 40 * 24 + 24 * 10;
      assertEquals(1 - (double) features / all, gone, quantized ? 0.05 : 1e-9, trial);
    } else {
      assertEquals(asked, gone, quantized ? 0.05 : 1e-4, trial);
    }
    if (quantized && method.equals("dense")) {
      assertTrue(row.get("bytes").getAsLong() < 40_000, "a quarter of 130 kB");
    }
  }

  @Test
  void predictFindsItsFilesAsGoodAsItSaid() throws Exception {
    JsonArray rows =
        run("--sparsity", "0.8", "--units", "0.3", "--out", "run", "--json")
            .expect(0)
            .json()
            .getAsJsonArray("rows");
    assertEquals(8, rows.size());
    for (JsonElement each : rows) {
      JsonObject row = each.getAsJsonObject();
      String predict = "predict --data digits --limit 300 --json --checkpoint " + file(row);
      List<String> lines =
          new Program(folder).small().run(predict.split(" ")).expect(0).out().lines().toList();
      assertEquals(
          row.get("testAccuracy").getAsDouble(),
          Program.json(lines.get(300)).get("testAccuracy").getAsDouble(),
          row.get("trial").getAsString());
    }
  }

  @Test
  void sameNetworksForAnyThreads() throws Exception {
    String noise = "dropout:p=0.2+dropconnect:p=0.2";
    String[] some = {
      "--json", "--sparsity", "0.8", "--units", "0.3", "--regularizer", noise, "--out"
    };
    JsonArray one = rows(run(with(some, "one", "--threads", "1")).expect(0).json());
    JsonArray two = rows(run(with(some, "two", "--threads", "2")).expect(0).json());
    assertEquals(one, two);
  }

  @Test
  void fineTuningTrainsOn() throws Exception {
    String[] some = {"--json", "--methods", "one-shot", "--sparsity", "0.8", "--no-quantize"};
    JsonArray without = rows(run(with(some, "--fine-tune", "0", "--out", "a")).expect(0).json());
    JsonArray with = rows(run(with(some, "--fine-tune", "2", "--out", "b")).expect(0).json());
    assertEquals(2, with.size(), "no int8");
    assertEquals(without.get(0), with.get(0), "the same dense network");
    assertNotEquals(hash(without.get(1)), hash(with.get(1)));
    assertEquals(
        weightsGone(without.get(1)), weightsGone(with.get(1)), "what is pruned stays pruned");
    assertEquals(3, Files.readAllLines(folder.resolve("a/metrics.jsonl")).size());
    assertEquals(5, Files.readAllLines(folder.resolve("b/metrics.jsonl")).size());
  }

  /** A network large enough for what the JVM tells of its heap. */
  @Test
  void memoryIsThatOfTheNetwork() throws Exception {
    String options =
        "--model mlp:600 --epochs 1 --fine-tune 0 --methods one-shot --sparsity 0.95 --no-quantize";
    String[] all = (options + " --json --out run").split(" ");
    List<String> arguments = new ArrayList<>(List.of(TINY));
    arguments.removeAll(List.of("--epochs", "3"));
    arguments.addAll(List.of(all));
    JsonArray rows =
        new Program(folder)
            .small()
            .run(arguments.toArray(String[]::new))
            .expect(0)
            .json()
            .getAsJsonArray("rows");
    long dense = rows.get(0).getAsJsonObject().get("peakBytes").getAsLong();
    long sparse = rows.get(1).getAsJsonObject().get("peakBytes").getAsLong();
    assertTrue(dense > 0.9 * bytes(rows.get(0)) && dense < 3 * bytes(rows.get(0)), "" + dense);
    assertTrue(sparse < 0.6 * dense, sparse + " of " + dense);
  }

  @Test
  void convolutionsAreCompressedToo() throws Exception {
    String options =
        "compress --model lenet5 --lr 0.01 --limit 64 --epochs 1 --fine-tune 0 --seconds 0.001"
            + " --methods structured --units 0.5 --quiet --json --out run";
    JsonArray rows =
        new Program(folder)
            .inOneJvm()
            .run(options.split(" "))
            .expect(0)
            .json()
            .getAsJsonArray("rows");
    assertEquals(4, rows.size());
    long dense = bytes(rows.get(0));
    assertTrue(bytes(rows.get(1)) < 0.3 * dense, "filters in eight bits");
    assertTrue(bytes(rows.get(2)) < 0.4 * dense, "half of all filters and units");
  }

  /** It is told to stop while it times a network, which would take long. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aStoppedRunGoesOnToTheSameNetworks() throws Exception {
    String[] some =
        "compress --limit 200 --model mlp:16 --epochs 2 --methods gradual --sparsity 0.8 --json --quiet"
            .split(" ");
    Program program = new Program(folder).small();
    JsonArray whole =
        rows(program.run(with(some, "--out", "run", "--seconds", "0.2")).expect(0).json());
    assertEquals(4, whole.size());
    for (int done = 2; done < 4; done++) {
      String parts = "parts-" + done;
      String timed = List.of("gradual-0.8-seed1", "gradual-0.8-int8-seed1").get(done - 2);
      Process process = program.start(with(some, "--out", parts, "--seconds", "0.2"));
      while (!Files.exists(folder.resolve(parts + "/checkpoints/" + timed + ".safetensors"))) {
        assertTrue(process.isAlive(), "it ends too early");
        Thread.sleep(5);
      }
      process.destroy();
      program.end(process).expect(143);
      assertEquals("stopped", json(parts + "/results.json").get("status").getAsString());
      assertEquals(done, json(parts + "/results.json").getAsJsonArray("rows").size());
      JsonArray resumed =
          rows(program.run(with(some, "--resume", parts, "--seconds", "0.2")).expect(0).json());
      assertEquals(whole, resumed);
      try (Stream<Path> files = Files.list(folder.resolve(parts + "/checkpoints"))) {
        assertEquals(4, files.count(), "a file a row");
      }
    }
  }

  /** A constraint may leave so little that the sparse form would be the faster one. */
  @Test
  void theDenseNetworkIsDenseWhateverItsZeros() throws Exception {
    String options =
        "--regularizer proximal-l1:strength=0.05 --methods one-shot --sparsity 0.995 --no-quantize";
    JsonArray rows =
        run(with(options.split(" "), "--json", "--out", "run"))
            .expect(0)
            .json()
            .getAsJsonArray("rows");
    JsonObject dense = rows.get(0).getAsJsonObject();
    assertEquals("dense", dense.get("form").getAsString());
    double zeros = 0;
    double all = 0;
    for (Parameter parameter : ModelFile.load(file(dense)).parameters()) {
      if (parameter.value().shape().rank() == 2) {
        zeros += Arrays.stream(parameter.value().toDoubleArray()).filter(x -> x == 0).count();
        all += parameter.value().size();
      }
    }
    assertTrue(zeros > 0.9 * all && zeros < all, zeros + " of " + all);
    assertEquals(zeros / all, weightsGone(dense), 1e-12);
    assertEquals(0.995, weightsGone(rows.get(1)), 1e-3);
  }

  private Path file(JsonObject row) {
    return folder.resolve("run/checkpoints/" + row.get("trial").getAsString() + ".safetensors");
  }

  private static long bytes(JsonElement row) {
    return row.getAsJsonObject().get("bytes").getAsLong();
  }

  private static String hash(JsonElement row) {
    return row.getAsJsonObject().get("weightsSha256").getAsString();
  }

  private static double weightsGone(JsonElement row) {
    return row.getAsJsonObject().get("weightsGone").getAsDouble();
  }

  /** Rows without what is measured of the machine. */
  private static JsonArray rows(JsonObject results) {
    JsonArray rows = results.getAsJsonArray("rows");
    for (JsonElement row : rows) {
      for (String measure :
          List.of(
              "latencyMillis1",
              "latencyMillis64",
              "denseLatencyMillis1",
              "denseLatencyMillis64",
              "peakBytes",
              "trainSeconds")) {
        assertTrue(row.getAsJsonObject().remove(measure) != null, measure);
      }
    }
    return rows;
  }

  private static String[] with(String[] first, String... then) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }

  private Program.Result run(String... options) throws Exception {
    return tiny(with(MLP, options));
  }

  private Program.Result tiny(String... options) throws Exception {
    return new Program(folder).small().run(with(TINY, options));
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
