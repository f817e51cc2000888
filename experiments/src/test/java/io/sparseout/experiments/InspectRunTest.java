// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Linear;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.compression.ModelFile;
import io.sparseout.layers.compression.Quantization;
import io.sparseout.layers.compression.Sparsification;
import io.sparseout.regularizers.sparsity.WeightSparsity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code inspect} on checkpoints of small runs, and on files of other origin. */
class InspectRunTest {
  private static final String MODEL = "run/checkpoints/dropout-p=0.5-seed1.safetensors";

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    run("train", "--limit", "300", "--model", "mlp:24", "--epochs", "1", "--quiet", "--out", "run")
        .expect(0);
  }

  @Test
  void aLineATensorAndAPartOfTheModel() throws Exception {
    List<String> lines = inspect(MODEL, "--data", "digits", "--limit", "50").out().lines().toList();
    assertTrue(
        lines.get(0).matches("tensor +shape +zeros, % +near 0, % .*dead rows"), lines.get(0));
    assertTrue(lines.get(2).matches("0\\.weight +\\[24, 784\\] .* 0 of 24"), lines.get(2));
    assertTrue(lines.get(5).matches("total +19090 .*"), lines.get(5));
    assertTrue(lines.get(7).matches("4 tensors of 76\\.4 kB, the optimizer's 76\\.4 kB; .*"));
    assertEquals("activations on the test data of digits", lines.get(9));
    assertTrue(lines.get(12).matches("1 Relu +24 .*"), lines.get(12));
    assertTrue(lines.get(13).startsWith("3 Linear "), "the regularizer gives on what it is given");
    assertFalse(Files.exists(folder.resolve("runs")), "it writes nothing unless it is told to");
  }

  @Test
  void jsonHasWhatTheLibraryMeasures() throws Exception {
    JsonObject found =
        Program.json(inspect(MODEL, "--threshold", "0.01", "--units", "--json").out());
    Map<String, Tensor> tensors = Safetensors.read(folder.resolve(MODEL)).tensors();
    long zeros = 0;
    JsonArray rows = found.getAsJsonArray("tensors");
    assertEquals(4, rows.size(), "without the optimizer's");
    for (JsonElement element : rows) {
      JsonObject row = element.getAsJsonObject();
      Tensor tensor = tensors.get(row.get("name").getAsString());
      WeightSparsity expected = WeightSparsity.of(tensor, 0.01);
      JsonObject measures = row.getAsJsonObject("measures");
      assertEquals(expected.all().hoyer(), number(measures, "hoyer"));
      assertEquals(expected.all().nearZeroFraction(), number(measures, "nearZeroFraction"));
      assertEquals(expected.all().trevesRolls(), number(measures, "trevesRolls"));
      assertEquals(expected.gini(), number(measures, "gini"));
      assertEquals(expected.rows().size(), row.getAsJsonArray("units").size());
      zeros += Math.round(expected.all().nearZeroFraction() * tensor.size());
    }
    JsonObject unit =
        rows.get(1).getAsJsonObject().getAsJsonArray("units").get(7).getAsJsonObject();
    WeightSparsity weight = WeightSparsity.of(tensors.get("0.weight"), 0.01);
    assertEquals(weight.rows().get(7).kurtosis(), number(unit, "kurtosis"));
    assertEquals(weight.rowGini().get(7), number(unit, "gini"));
    assertEquals((double) zeros / 19090, number(found, "nearZeroFraction"), 1e-12);
    assertEquals(Files.size(folder.resolve(MODEL)), found.get("fileBytes").getAsLong());
    assertTrue(found.get("activations").isJsonNull());
  }

  @Test
  void deadUnitsAreCountedByRowsAndByActivations() throws Exception {
    Safetensors content = Safetensors.read(folder.resolve(MODEL));
    Tensor weight = content.tensors().get("0.weight").copy();
    Tensor bias = content.tensors().get("0.bias").copy();
    weight.slice(3, 5).assign(Tensor.zeros(2, 784));
    bias.slice(3, 4).assign(Tensor.zeros(1));
    bias.slice(4, 5).assign(Tensor.full(1, 1));
    bias.slice(9, 10).assign(Tensor.full(-1e6f, 1)); // this one no image makes active
    Map<String, Tensor> tensors =
        Map.of(
            "0.weight",
            weight,
            "0.bias",
            bias,
            "3.weight",
            content.tensors().get("3.weight"),
            "3.bias",
            content.tensors().get("3.bias"));
    Safetensors.write(folder.resolve("dead"), tensors, content.metadata());
    JsonObject found =
        Program.json(inspect("dead", "--data", "digits", "--limit", "300", "--json").out());
    assertEquals(2, tensor(found, "0.weight").get("deadRows").getAsInt());
    JsonObject relu = found.getAsJsonArray("activations").get(1).getAsJsonObject();
    assertEquals("1", relu.get("part").getAsString());
    assertEquals(300, relu.get("examples").getAsInt());
    JsonObject before =
        Program.json(inspect(MODEL, "--data", "digits", "--limit", "300", "--json").out());
    JsonObject reluBefore = before.getAsJsonArray("activations").get(1).getAsJsonObject();
    assertEquals(
        reluBefore.get("deadUnits").getAsInt() + 2, relu.get("deadUnits").getAsInt(), "3 and 9");
  }

  @Test
  void aFolderHasResultsAndHistograms() throws Exception {
    String out = inspect(MODEL, "--data", "digits", "--limit", "50", "--out", "found").out();
    assertTrue(out.contains("results   " + Path.of("found", "results.json")), out);
    JsonObject results = Program.json(Files.readString(folder.resolve("found/results.json")));
    assertEquals("inspect", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    JsonObject config = Program.json(Files.readString(folder.resolve("found/config.json")));
    assertEquals(config, results.getAsJsonObject("config"));
    assertEquals(MODEL, config.get("checkpoint").getAsString());
    JsonObject printed =
        Program.json(inspect(MODEL, "--data", "digits", "--limit", "50", "--json").out());
    assertEquals(printed, results.getAsJsonArray("rows").get(0));
    assertTrue(ImageIO.read(folder.resolve("found/plots/weights.png").toFile()) != null);
  }

  @Test
  void sameNumbersForAnyThreads() throws Exception {
    String[] some = {MODEL, "--data", "digits", "--limit", "300", "--units", "--json"};
    String one = inspect(with(some, "--threads", "1")).out();
    assertEquals(one, inspect(with(some, "--threads", "2")).out());
  }

  @Test
  void aLanguageModelReadsAText() throws Exception {
    run("language --limit 600 --epochs 1 --model lstm:16x2 --regularizer none --seeds 1 --quiet --out text"
            .split(" "))
        .expect(0);
    Path model;
    try (var files = Files.list(folder.resolve("text/checkpoints"))) {
      model = folder.relativize(files.findFirst().orElseThrow());
    }
    JsonObject found =
        Program.json(
            inspect(model.toString(), "--data", "sentences", "--limit", "500", "--json").out());
    JsonArray parts = found.getAsJsonArray("activations");
    List<String> names = new ArrayList<>();
    parts.forEach(part -> names.add(part.getAsJsonObject().get("part").getAsString()));
    assertEquals(List.of("encoder", "rnns.0.l0", "rnns.1.l0"), names);
    assertEquals(16, parts.get(2).getAsJsonObject().get("units").getAsInt());
    assertEquals(5, inspectCode(model.toString(), "--data", "digits"), "it takes no images");
  }

  /** A weight that is sparse, or has eight bits, is one row: that of the floats it stands for. */
  @Test
  void weightsInCompressedFormAreMeasuredAsWhatTheyStandFor() throws Exception {
    Linear large = new Linear(100, 20, RandomStream.of(1));
    float[] few = new float[2000];
    for (int i = 0; i < few.length; i += 100) {
      few[i] = 1 + i;
    }
    large.weight().assign(Tensor.of(few, 20, 100));
    Layer network = Sequential.of(large, new Relu(), new Linear(20, 10, RandomStream.of(2)));
    Layer sparse = Sparsification.sparsify(network).model();
    Layer quantized = Quantization.quantize(network).model();
    ModelFile.save(folder.resolve("dense"), network);
    ModelFile.save(folder.resolve("sparse"), sparse);
    ModelFile.save(folder.resolve("int8"), quantized);
    JsonObject dense = Program.json(inspect("dense", "--units", "--json").out());
    JsonObject found = Program.json(inspect("sparse", "--units", "--json", "--out", "s").out());
    for (String same : List.of("elements", "zeroFraction", "nearZeroFraction")) {
      assertEquals(dense.get(same), found.get(same), same);
    }
    JsonObject weight = tensor(found, "0.weight");
    assertEquals(21 * 4 + 20 * 8, weight.remove("bytes").getAsInt(), "starts, columns, values");
    JsonObject expected = tensor(dense, "0.weight");
    assertEquals(8000, expected.remove("bytes").getAsInt());
    assertEquals(expected, weight);
    assertEquals(0.99, number(weight.getAsJsonObject("measures"), "zeroFraction"), 1e-12);

    JsonObject eight = Program.json(inspect("int8", "--json").out());
    assertEquals(dense.get("elements"), eight.get("elements"), "scales are no weights");
    JsonObject last = tensor(eight, "2.weight");
    assertEquals("int8", last.get("type").getAsString());
    assertEquals(200 + 10 * 4, last.get("bytes").getAsInt(), "with scales");
    assertEquals(
        number(tensor(dense, "2.weight").getAsJsonObject("measures"), "max"),
        number(last.getAsJsonObject("measures"), "max"),
        0.01);
  }

  @Test
  void aFileOfOtherOriginIsMeasuredWhateverIsInIt() throws Exception {
    Tensor bad = Tensor.full(1, 2, 3);
    bad.slice(0, 1).assign(Tensor.full(Float.NaN, 1, 3));
    Safetensors.write(
        folder.resolve("other"),
        Map.of("a.2", bad, "a.10", Tensor.zeros(3, 0), "count", Tensor.of(new int[] {7})),
        Map.of());
    List<String> lines = inspect("other").out().lines().toList();
    assertTrue(lines.get(1).matches("a\\.2 +\\[2, 3\\] +3 not finite .*"), lines.get(1));
    assertTrue(lines.get(2).matches("a\\.10 +\\[3, 0\\] +- .*"), lines.get(2));
    assertTrue(lines.get(3).matches("total +6 +- .*"), "no counts: " + lines.get(3));
    JsonObject found = Program.json(inspect("other", "--json").out());
    assertEquals(3, tensor(found, "a.2").get("notFinite").getAsInt());
    assertTrue(tensor(found, "a.2").get("measures").isJsonNull());
    assertEquals(7, number(tensor(found, "count").getAsJsonObject("measures"), "max"));
  }

  @Test
  void whatCannotBeInspectedIsRefusedByNameAndReason() throws Exception {
    Files.writeString(folder.resolve("words"), "this is no checkpoint");
    refused(5, "words: ", "words");
    refused(5, "none: it cannot be read", "none");
    Safetensors.write(folder.resolve("bare"), Map.of("w", Tensor.zeros(2, 2)), Map.of());
    refused(5, "bare: it does not say which model it is of", "bare", "--data", "digits");
    refused(5, "its model takes images of 1 x 28 x 28, not 3 x 32 x 32", MODEL, "--data", "shapes");
    refused(3, "mnist", MODEL, "--data", "mnist", "--data-dir", "nowhere");
    refused(2, "--out", MODEL, "--out");
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/results.json"), "{}");
    refused(1, "full: has the results of another run", MODEL, "--out", "full");
  }

  private static JsonObject tensor(JsonObject found, String name) {
    for (JsonElement row : found.getAsJsonArray("tensors")) {
      if (row.getAsJsonObject().get("name").getAsString().equals(name)) {
        return row.getAsJsonObject();
      }
    }
    throw new AssertionError("no tensor " + name + " in " + found);
  }

  private static double number(JsonObject row, String name) {
    return row.get(name).getAsDouble();
  }

  private static void refused(int code, String message, String... arguments) throws Exception {
    Program.Result result = run(with(new String[] {"inspect", "--checkpoint"}, arguments));
    result.expect(code);
    assertTrue(result.err().contains(message), result.err());
  }

  private static int inspectCode(String... arguments) throws Exception {
    return run(with(new String[] {"inspect", "--checkpoint"}, arguments)).code();
  }

  private static Program.Result inspect(String... arguments) throws Exception {
    return run(with(new String[] {"inspect", "--checkpoint"}, arguments)).expect(0);
  }

  private static String[] with(String[] first, String... then) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }

  private static Program.Result run(String... arguments) throws Exception {
    return new Program(folder).small().run(arguments);
  }
}
