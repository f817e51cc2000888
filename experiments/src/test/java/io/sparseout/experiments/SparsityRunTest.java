// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.core.io.Safetensors;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small runs of the command {@code sparsity}. */
class SparsityRunTest {
  private static final String[] TINY =
      "sparsity --limit 300 --epochs 2 --hidden 24 --batch 50".split(" ");

  @TempDir Path folder;

  @Test
  void leavesTableResultsPlotsAndModels() throws Exception {
    Program.Result result =
        program()
            .run(tiny("--q", "1,2.5", "--seeds", "2", "--seed", "7", "--out", "run"))
            .expect(0);
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.get(0).matches("q +Hoyer sparsity +share of zeros +mean activation +test loss"));
    assertTrue(lines.get(1).matches("1.0 .*\\+-.*"), lines.get(1));
    assertTrue(lines.get(2).matches("2.5 .*\\+-.*"), lines.get(2));
    assertTrue(result.out().contains("run/plots/sparsity.png"), result.out());
    assertTrue(result.err().contains("q=1-seed7 epoch 2/2: training loss"), result.err());

    JsonObject results = json("run/results.json");
    assertEquals("sparsity", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(4, rows.size());
    JsonObject row = rows.get(3).getAsJsonObject();
    assertEquals(8, row.get("seed").getAsLong());
    assertEquals(2.5, row.get("q").getAsDouble());
    assertEquals(0.5, row.get("p").getAsDouble());
    assertEquals("published", row.get("gradient").getAsString());
    assertEquals("relu", row.get("code").getAsString());
    for (String measure : new String[] {"hoyer", "zeroFraction", "meanActivation", "testLoss"}) {
      assertTrue(Double.isFinite(row.get(measure).getAsDouble()), measure);
    }
    assertTrue(row.get("weightsSha256").getAsString().matches("[0-9a-f]{64}"));
    assertEquals(8, Files.readAllLines(folder.resolve("run/metrics.jsonl")).size());
    for (String plot : new String[] {"sparsity", "activations", "filters", "loss"}) {
      BufferedImage image = ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile());
      assertTrue(image.getWidth() > 500 && image.getHeight() > 300, plot);
    }
    Path model = folder.resolve("run/checkpoints/q=2.5-seed8.safetensors");
    assertEquals(
        "[24, 784]", Safetensors.read(model).tensors().get("encoder.0.weight").shape().toString());
  }

  @Test
  void comparesGradientsAndCodesSideBySide() throws Exception {
    String[] all =
        tiny("--q", "1,2", "--gradient", "published,exact", "--code", "relu,sigmoid", "--quiet");
    Program.Result result =
        program().run(with(all, "--seeds", "2", "--p", "0.3,0.5", "--out", "run")).expect(0);
    String out = result.out();
    assertTrue(out.startsWith("relu code, published gradient, p = 0.3"), out);
    assertTrue(out.contains("sigmoid code, exact gradient, p = 0.5"), out);
    assertTrue(out.contains("share near zero"), out);
    assertTrue(out.contains(" of 2 seeds, in all by "), out);
    assertTrue(out.contains("Does the gradient decide it (sigmoid code, p = 0.5)?"), out);

    JsonObject results = json("run/results.json");
    assertEquals(32, results.getAsJsonArray("rows").size());
    JsonArray trends = results.getAsJsonArray("comparisons");
    assertEquals(8, trends.size());
    for (JsonElement trend : trends) {
      JsonObject each = trend.getAsJsonObject();
      assertEquals(2, each.get("seeds").getAsInt());
      assertEquals(
          each.get("gradient").getAsString().equals("exact"), each.get("overExact").isJsonNull());
    }
    JsonObject byName = new JsonObject();
    for (JsonElement row : results.getAsJsonArray("rows")) {
      byName.add(row.getAsJsonObject().get("trial").getAsString(), row);
    }
    for (String code : new String[] {"relu", "sigmoid"}) {
      String published = hash(byName, "q=2,p=0.3,published," + code + "-seed1");
      assertEquals(published, hash(byName, "q=2,p=0.3,exact," + code + "-seed1"), "Dropout");
      assertNotEquals(
          hash(byName, "q=1,p=0.3,published," + code + "-seed1"),
          hash(byName, "q=1,p=0.3,exact," + code + "-seed1"));
    }
    JsonObject sigmoid = byName.getAsJsonObject("q=1,p=0.3,exact,sigmoid-seed2");
    assertEquals(0, sigmoid.get("zeroFraction").getAsDouble());
    for (String plot :
        new String[] {
          "sparsity-relu-p=0.3", "zeros-sigmoid-p=0.5", "filters-sigmoid-exact-p=0.5"
        }) {
      assertTrue(Files.exists(folder.resolve("run/plots/" + plot + ".png")), plot);
    }
  }

  private static String hash(JsonObject byName, String trial) {
    return byName.getAsJsonObject(trial).get("weightsSha256").getAsString();
  }

  @Test
  void sameWeightsForAnyThreadsAndKernels() throws Exception {
    List<String> first = hashes("--threads", "1");
    assertEquals(first, hashes("--threads", "2"));
    assertEquals(first, hashes("--threads", "2", "--kernels", "scalar"));
    assertNotEquals(first, hashes("--seed", "2"));
  }

  /** The hashes of a run with two regularizers of one law: they are the same too. */
  private List<String> hashes(String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of(tiny(options)));
    args.addAll(List.of("--regularizer", "dropout:p=0.4,sparseout:p=0.4,q=2", "--json", "--quiet"));
    args.addAll(List.of("--out", String.join("", options)));
    Program.Result result =
        new Program(folder).inOneJvm().run(args.toArray(new String[0])).expect(0);
    List<String> hashes = new ArrayList<>();
    for (JsonElement row : result.json().getAsJsonArray("rows")) {
      hashes.add(row.getAsJsonObject().get("weightsSha256").getAsString());
    }
    assertEquals(2, hashes.size());
    assertEquals(hashes.get(0), hashes.get(1), "Sparseout with q = 2 is Dropout");
    return hashes;
  }

  @Test
  void quietMeansNothingOnStandardError() throws Exception {
    Program.Result result = program().run(tiny("--q", "2", "--quiet")).expect(0);
    assertEquals("", result.err());
  }

  @Test
  void neverWritesOverARun() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/results.json"), "mine");
    Program.Result result = program().run(tiny("--out", "run")).expect(1);
    assertTrue(result.err().contains("has the results of another run"), result.err());
    assertEquals("mine", Files.readString(folder.resolve("run/results.json")));
  }

  @Test
  void aFolderThatCannotBeWrittenEndsItBeforeTraining() throws Exception {
    Files.writeString(folder.resolve("file"), "in the way");
    Program.Result result = program().run(tiny("--out", "file/run")).expect(1);
    assertTrue(result.err().contains("file/run: cannot be a folder for results"), result.err());
    assertFalse(result.err().contains("epoch"), result.err());
  }

  @Test
  void missingDataAreNamedWithPlaceAndRemedy() throws Exception {
    Program.Result result =
        program().run(tiny("--data", "mnist", "--data-dir", "nowhere", "--out", "run")).expect(3);
    assertTrue(result.err().contains("train-images-idx3-ubyte"), result.err());
    assertTrue(result.err().contains("nowhere"), result.err());
    assertTrue(result.err().contains("SPARSEOUT_DATA"), result.err());
    assertTrue(Files.notExists(folder.resolve("run")), "nothing is begun");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 2000})
  void aTruncatedFileIsNamedAndLeavesNoResults(int length) throws Exception {
    TinyMnist.write(folder.resolve("data"));
    Path images = folder.resolve("data/mnist/t10k-images-idx3-ubyte");
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), length));
    Program.Result result =
        program().run(tiny("--data", "mnist", "--data-dir", "data", "--out", "run")).expect(3);
    assertTrue(result.err().contains("t10k-images-idx3-ubyte"), result.err());
    assertTrue(Files.notExists(folder.resolve("run")), "no partial result");
  }

  @Test
  void readsMnistsFiles() throws Exception {
    TinyMnist.write(folder.resolve("data"));
    program().run(tiny("--data", "mnist", "--data-dir", "data", "--q", "2", "--quiet")).expect(0);
  }

  private Program program() {
    return new Program(folder).small();
  }

  private static String[] tiny(String... options) {
    return with(TINY, options);
  }

  private static String[] with(String[] first, String... then) {
    List<String> args = new ArrayList<>(List.of(first));
    args.addAll(List.of(then));
    return args.toArray(new String[0]);
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
