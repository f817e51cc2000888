// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.core.io.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code image}. */
class ImageRunTest {
  private static final String[] TINY = "image --limit 60 --epochs 1 --batch 16 --quiet".split(" ");

  @TempDir Path folder;

  @Test
  void leavesTableResultsPlotsAndModels() throws Exception {
    Program.Result result = run("--out", "run", "--q", "1,2", "--seed", "7").expect(0);
    List<String> lines = result.out().lines().toList();
    assertEquals(
        "shapes, 60 images, wrn-10-1, 1 epoch, 2 seeds; p is each one's best on the validation images",
        lines.get(0));
    assertTrue(lines.get(2).matches("setting +p +test accuracy, % .*"), lines.get(2));
    assertTrue(lines.get(3).matches("q=1 +0\\.[13] .*\\+-.*"), lines.get(3));
    assertTrue(lines.get(4).matches("q=2 \\(Dropout\\) +0\\.[13] .*-"), lines.get(4));
    assertTrue(result.out().contains("2 seeds tell apart only what differs much"), result.out());

    JsonObject results = json("run/results.json");
    assertEquals("image", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(8, rows.size(), "two q, two p, two seeds");
    int chosen = 0;
    for (JsonElement element : rows) {
      chosen += assertRow(element.getAsJsonObject());
    }
    assertEquals(4, chosen, "one p of each q, both seeds");
    JsonArray comparisons = results.getAsJsonArray("comparisons");
    assertEquals(1, comparisons.size());
    JsonObject comparison = comparisons.get(0).getAsJsonObject();
    assertEquals("q=1", comparison.get("setting").getAsString());
    assertEquals("q=2", comparison.get("baseline").getAsString());
    assertTrue(Double.isFinite(comparison.get("points").getAsDouble()));
    for (String plot : "accuracy-q sparsity-q layers accuracy loss filters mistakes".split(" ")) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null, plot);
    }
  }

  /** Checks a row; gives 1 if its p was chosen, else 0. */
  private int assertRow(JsonObject row) {
    assertTrue(row.get("validationAccuracy").getAsDouble() <= 1);
    assertTrue(row.get("weightsSha256").getAsString().matches("[0-9a-f]{64}"));
    Path model =
        folder.resolve("run/checkpoints/" + row.get("trial").getAsString() + ".safetensors");
    assertTrue(Safetensors.read(model).tensors().containsKey("conv1.weight"));
    boolean chosen = row.get("chosen").getAsBoolean();
    for (String measure : List.of("testAccuracy", "testLoss", "sparsity")) {
      assertEquals(chosen, !row.get(measure).isJsonNull(), measure);
    }
    if (chosen) {
      JsonArray layers = row.getAsJsonArray("sparsity");
      assertEquals(3, layers.size(), "a block each of three groups");
      double zeros = layers.get(2).getAsJsonObject().get("zeroFraction").getAsDouble();
      assertTrue(zeros > 0 && zeros < 1, "share of zeros " + zeros);
    }
    return chosen ? 1 : 0;
  }

  @Test
  void predictFindsItsModelsAsGoodAsItSaid() throws Exception {
    JsonArray rows =
        rows(run("--out", "run", "--q", "1,2", "--p", "0.1", "--seeds", "1", "--json").json());
    JsonObject row = rows.get(0).getAsJsonObject();
    String checkpoint = "run/checkpoints/" + row.get("trial").getAsString() + ".safetensors";
    String predict = "predict --data shapes --limit 60 --json --checkpoint " + checkpoint;
    List<String> lines =
        new Program(folder).small().run(predict.split(" ")).expect(0).out().lines().toList();
    assertEquals(
        row.get("testAccuracy").getAsDouble(),
        Program.json(lines.get(60)).get("testAccuracy").getAsDouble());
  }

  @Test
  void sameResultsForAnyThreads() throws Exception {
    String[] some = {"--json", "--seeds", "1", "--q", "1.5,2", "--p", "0.2", "--out"};
    JsonArray one = rows(run(with(some, "one", "--threads", "1")).expect(0).json());
    JsonArray two = rows(run(with(some, "two", "--threads", "2")).expect(0).json());
    assertEquals(one, two);
  }

  /** Where the test images are others, nothing but what is measured on them is another. */
  @Test
  void theChoiceDoesNotDependOnTestImages() throws Exception {
    TinyMnist.write(folder.resolve("data"));
    String[] some = "--data mnist --data-dir data --model mlp:16 --json --out".split(" ");
    JsonArray before = rows(run(with(some, "before")).expect(0).json());
    Path labels = folder.resolve("data/mnist/t10k-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    Arrays.fill(bytes, 8, bytes.length, (byte) 3);
    Files.write(labels, bytes);
    JsonArray after = rows(run(with(some, "after")).expect(0).json());
    assertNotEquals(before, after, "test measures are others");
    for (JsonArray rows : List.of(before, after)) {
      for (JsonElement row : rows) {
        for (String measure : List.of("testAccuracy", "testLoss", "sparsity")) {
          row.getAsJsonObject().remove(measure);
        }
      }
    }
    assertEquals(before, after);
    assertEquals(epochs("before"), epochs("after"));
    assertTrue(epochs("before").get(0).contains("\"testLoss\":null"), epochs("before").get(0));
  }

  @Test
  void aValidationShareThatLeavesNothingToTrainOnIsRefused() throws Exception {
    Program.Result result = run("--validation", "0.999", "--out", "run").expect(2);
    assertTrue(
        result.err().contains("--validation: 0.999 of 60 training images leaves 0 to train on"),
        result.err());
    assertTrue(Files.notExists(folder.resolve("run")), "nothing is begun");
  }

  @Test
  void missingDataAreNamed() throws Exception {
    Program.Result result = run("--data", "cifar10", "--data-dir", "nowhere").expect(3);
    assertTrue(result.err().contains("cifar-10-batches-bin"), result.err());
    assertTrue(result.err().contains("nowhere"), result.err());
  }

  /** Rows without what is measured in seconds. */
  private static JsonArray rows(JsonObject results) {
    JsonArray rows = results.getAsJsonArray("rows");
    rows.forEach(row -> row.getAsJsonObject().remove("trainSeconds"));
    return rows;
  }

  private List<String> epochs(String run) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(run + "/metrics.jsonl"));
    return lines.stream().map(line -> line.replaceAll("\"trainSeconds\":[^,}]*", "")).toList();
  }

  private static String[] with(String[] first, String... then) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }

  private Program.Result run(String... options) throws Exception {
    return new Program(folder).small().run(with(TINY, options));
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
