// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.regularizers.sparsity.Measures;
import io.sparseout.regularizers.sparsity.WeightSparsity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code weights}. */
class WeightsRunTest {
  private static final String[] TINY =
      "weights --limit 200 --batch 50 --model mlp:16 --quiet".split(" ");

  @TempDir Path folder;

  @Test
  void leavesTablesAVerdictResultsPlotsAndModels() throws Exception {
    Program.Result result =
        run("--regularizer", "none,dropout:p=0.5,sparseout:p=0.3,q=1", "--out", "run").expect(0);
    List<String> lines = result.out().lines().toList();
    assertEquals("digits, 200 images, mlp:16, 2 epochs, 2 seeds", lines.get(0));
    assertTrue(lines.get(2).matches("trained weights +near 0, % .* test accuracy, % +scale"));
    assertTrue(lines.get(3).startsWith("(before training) "), lines.get(3));
    assertTrue(lines.get(5).matches("dropout:p=0\\.5 .*\\+-.*"), lines.get(5));
    assertTrue(result.out().contains("\nThat dropout:p=0.5 leads to sparser trained weights "));
    assertTrue(result.out().contains("corrected by Holm for all 12 tests"), result.out());

    JsonObject results = json("run/results.json");
    assertEquals("weights", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(6, rows.size(), "three regularizers, two seeds");
    for (JsonElement row : rows) {
      assertRow(row.getAsJsonObject());
    }
    assertEquals(
        rows.get(0).getAsJsonObject().get("untrained"),
        rows.get(2).getAsJsonObject().get("untrained"),
        "a seed's models begin with the same weights");
    assertEquals(12, results.getAsJsonArray("comparisons").size(), "two settings, six measures");
    for (String plot : "weights weights-0.weight weights-3.weight accuracy loss".split(" ")) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null, plot);
    }
  }

  /** What a row says of the weights is what the library measures of the model in the folder. */
  private void assertRow(JsonObject row) {
    assertTrue(row.get("weightsSha256").getAsString().matches("[0-9a-f]{64}"));
    assertTrue(row.get("trainSeconds").getAsDouble() > 0);
    double accuracy = row.get("testAccuracy").getAsDouble();
    assertTrue(accuracy >= 0 && accuracy <= 1);
    Path model =
        folder.resolve("run/checkpoints/" + row.get("trial").getAsString() + ".safetensors");
    JsonArray layers = row.getAsJsonArray("layers");
    assertEquals(2, layers.size(), "no biases");
    double hoyer = 0;
    double count = 0;
    for (JsonElement element : layers) {
      JsonObject layer = element.getAsJsonObject();
      Tensor weight = Safetensors.read(model).tensors().get(layer.get("name").getAsString());
      WeightSparsity expected = WeightSparsity.of(weight, 1e-3);
      assertEquals(expected.all().hoyer(), number(layer, "hoyer"));
      assertEquals(expected.gini(), number(layer, "gini"));
      assertEquals(expected.all().kurtosis(), number(layer, "kurtosis"));
      assertEquals(expected.all().nearZeroFraction(), number(layer, "nearZeroFraction"));
      double near = 0.1 * number(layer, "rootMeanSquare");
      Measures relative = Measures.of(near, weight.toDoubleArray());
      assertEquals(relative.nearZeroFraction(), number(layer, "relativeNearZeroFraction"));
      hoyer += weight.size() * expected.all().hoyer();
      count += weight.size();
    }
    JsonObject all = row.getAsJsonObject("weights");
    assertEquals(count, number(all, "count"));
    assertEquals(hoyer / count, number(all, "hoyer"), 1e-12);
  }

  @Test
  void withoutOptionsItComparesTheRegularizersOfTheClaim() throws Exception {
    JsonObject results = run("--json", "--seeds", "1", "--epochs", "1", "--out", "run").json();
    List<String> names = new ArrayList<>();
    results
        .getAsJsonArray("rows")
        .forEach(
            row -> names.add(row.getAsJsonObject().get("setting").getAsString().split(":")[0]));
    assertEquals(
        List.of("none", "dropout", "sparseout", "bridgeout", "dropconnect", "l1", "l2"), names);
    assertEquals(7, hashes(results).stream().distinct().count(), "each does something else");
  }

  /** Noise, penalty and constraint act once: train, given the same settings, finds the same. */
  @Test
  void trainsWhatTrainTrains() throws Exception {
    String[] some = {
      "--json",
      "--regularizer",
      "dropconnect:p=0.3;l1:strength=1e-3;proximal-l1:strength=0.01",
      "--seeds",
      "1",
      "--epochs",
      "1",
      "--out"
    };
    String train = "train --limit 200 --batch 50 --model mlp:16 --lr 0.05 --quiet";
    JsonObject expected =
        new Program(folder).small().run(with(train.split(" "), with(some, "a"))).expect(0).json();
    JsonObject found = run(with(some, "b", "--lr", "0.05")).expect(0).json();
    assertEquals(3, found.getAsJsonArray("rows").size());
    assertEquals(hashes(expected), hashes(found));
  }

  @Test
  void sameResultsForAnyThreads() throws Exception {
    String[] some = {"--json", "--regularizer", "none,dropout:p=0.5", "--out"};
    JsonObject one = run(with(some, "one", "--threads", "1")).expect(0).json();
    JsonObject two = run(with(some, "two", "--threads", "2")).expect(0).json();
    assertEquals(rows(one), rows(two));
    assertEquals(one.get("comparisons"), two.get("comparisons"));
  }

  @Test
  void thresholdsChangeTheSharesNearZeroAlone() throws Exception {
    String[] some = {"--json", "--regularizer", "none", "--seeds", "1", "--out"};
    JsonObject before = summary(run(with(some, "a")).expect(0).json());
    JsonObject after =
        summary(
            run(with(some, "b", "--threshold", "0.01", "--relative-threshold", "0.5"))
                .expect(0)
                .json());
    for (String share : List.of("nearZeroFraction", "relativeNearZeroFraction")) {
      assertTrue(number(before, share) < number(after, share), share);
      before.remove(share);
      after.remove(share);
    }
    assertEquals(before, after);
  }

  @Test
  void oneSeedAndNoBaselineAreToldFromAResult() throws Exception {
    String one =
        run("--seeds", "1", "--regularizer", "none,dropout:p=0.5", "--out", "a").expect(0).out();
    assertTrue(one.contains("Whether dropout:p=0.5 makes the trained weights sparser, one seed"));
    String alone = run("--regularizer", "dropout:p=0.5", "--out", "b").expect(0).out();
    assertTrue(alone.contains("No comparison: it needs none and another regularizer."), alone);
  }

  @Test
  void inspectFindsWhatItSaid() throws Exception {
    JsonObject results =
        run("--json", "--seeds", "1", "--regularizer", "dropout:p=0.5", "--out", "run").json();
    JsonObject row = results.getAsJsonArray("rows").get(0).getAsJsonObject();
    String checkpoint = "run/checkpoints/" + row.get("trial").getAsString() + ".safetensors";
    JsonObject found =
        new Program(folder)
            .small()
            .run(
                "inspect", "--checkpoint", checkpoint, "--data", "digits", "--limit", "9", "--json")
            .expect(0)
            .json();
    assertNotEquals(0, found.getAsJsonArray("activations").size());
    JsonObject weight = found.getAsJsonArray("tensors").get(1).getAsJsonObject();
    assertEquals("0.weight", weight.get("name").getAsString());
    assertEquals(
        number(row.getAsJsonArray("layers").get(0).getAsJsonObject(), "gini"),
        number(weight.getAsJsonObject("measures"), "gini"));
  }

  @Test
  void missingDataAreNamed() throws Exception {
    Program.Result result = run("--preset", "small", "--data-dir", "nowhere").expect(3);
    assertTrue(result.err().contains("nowhere"), result.err());
  }

  private static JsonObject summary(JsonObject results) {
    return results.getAsJsonArray("rows").get(0).getAsJsonObject().getAsJsonObject("weights");
  }

  private static List<String> hashes(JsonObject results) {
    List<String> hashes = new ArrayList<>();
    results
        .getAsJsonArray("rows")
        .forEach(row -> hashes.add(row.getAsJsonObject().get("weightsSha256").getAsString()));
    return hashes;
  }

  /** Rows without what is measured in seconds. */
  private static JsonArray rows(JsonObject results) {
    JsonArray rows = results.getAsJsonArray("rows");
    rows.forEach(row -> row.getAsJsonObject().remove("trainSeconds"));
    return rows;
  }

  private static double number(JsonObject row, String name) {
    return row.get(name).getAsDouble();
  }

  private static String[] with(String[] first, String... then) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }

  private Program.Result run(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(with(TINY, options)));
    for (String option : List.of("--seeds", "--epochs")) {
      if (!all.contains(option)) {
        all.addAll(List.of(option, "2"));
      }
    }
    return new Program(folder).small().run(all.toArray(String[]::new));
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
