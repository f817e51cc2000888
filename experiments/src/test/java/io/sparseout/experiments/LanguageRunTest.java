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
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code language}. */
class LanguageRunTest {
  private static final String[] TINY =
      "language --limit 1500 --model lstm:8x2 --epochs 1 --batch 10 --bptt 15 --quiet".split(" ");

  private static final List<String> TEST_MEASURES =
      List.of("testPerplexity", "testLoss", "sparsity");

  @TempDir Path folder;

  @Test
  void leavesTableResultsPlotsAndModels() throws Exception {
    Program.Result result = run("--out", "run", "--q", "1,2", "--seeds", "2", "--seed", "7");
    List<String> lines = result.expect(0).out().lines().toList();
    assertEquals(
        "sentences, 1500 tokens, lstm:8x2, 1 epoch, 2 seeds; p is each one's best on the validation"
            + " text, with 1 seed",
        lines.get(0));
    assertTrue(
        lines.get(2).matches("setting +p +validation perplexity +test perplexity .*"),
        lines.get(2));
    assertTrue(lines.get(2).contains("Hoyer, layer 2"), lines.get(2));
    assertTrue(lines.get(3).matches("q=1 +0\\.[13] .*\\+-.*"), lines.get(3));
    assertTrue(lines.get(4).matches("q=2 \\(Dropout\\) +0\\.[13] .*-"), lines.get(4));

    JsonObject results = json("run/results.json");
    assertEquals("language", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    JsonArray rows = results.getAsJsonArray("rows");
    assertEquals(6, rows.size(), "two q, with the first seed two p, with the second one");
    int chosen = 0;
    for (JsonElement element : rows) {
      chosen += assertRow(element.getAsJsonObject());
    }
    assertEquals(4, chosen, "one p of each q, both seeds");
    JsonObject comparison = results.getAsJsonArray("comparisons").get(0).getAsJsonObject();
    assertEquals("q=1", comparison.get("setting").getAsString());
    assertEquals("q=2", comparison.get("baseline").getAsString());
    for (String plot : "perplexity-q sparsity-q layers perplexity loss".split(" ")) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null, plot);
    }
    assertEquals(6, Files.readAllLines(folder.resolve("run/metrics.jsonl")).size());
  }

  /** Checks a row; gives 1 if its p was chosen, else 0. */
  private int assertRow(JsonObject row) {
    double loss = row.get("validationLoss").getAsDouble();
    assertEquals(Math.exp(loss), row.get("validationPerplexity").getAsDouble(), 1e-9);
    assertTrue(row.get("validationBits").isJsonNull(), "tokens are words");
    assertTrue(row.get("weightsSha256").getAsString().matches("[0-9a-f]{64}"));
    assertTrue(Safetensors.read(model("run", row)).tensors().containsKey("rnns.1.weight_hh_l0"));
    boolean chosen = row.get("chosen").getAsBoolean();
    for (String measure : TEST_MEASURES) {
      assertEquals(chosen, !row.get(measure).isJsonNull(), measure);
    }
    if (chosen) {
      assertEquals(2, row.getAsJsonArray("sparsity").size(), "recurrent layers");
    }
    return chosen ? 1 : 0;
  }

  private Path model(String run, JsonObject row) {
    return folder.resolve(run + "/checkpoints/" + row.get("trial").getAsString() + ".safetensors");
  }

  @Test
  void sameResultsForAnyThreads() throws Exception {
    String[] some = {"--json", "--seeds", "1", "--q", "1.5,2", "--p", "0.2", "--out"};
    JsonArray one = rows(run(with(some, "one", "--threads", "1")).expect(0).json());
    JsonArray two = rows(run(with(some, "two", "--threads", "2")).expect(0).json());
    assertEquals(one, two);
  }

  /** It is told to stop in the middle of a training, of which some epochs are done. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aStoppedRunGoesOnToTheSameResults() throws Exception {
    String[] some =
        ("language --limit 1500 --model lstm:8x2 --batch 10 --bptt 15 --quiet --q 1,2 --p 0.2"
                + " --seeds 1 --optimizer asgd --nonmono 2 --lr 30 --json --epochs")
            .split(" ");
    Program program = new Program(folder).small();
    JsonObject whole = program.run(with(some, "40", "--out", "whole")).expect(0).json();
    Process process = program.start(with(some, "40", "--out", "parts"));
    while (epochs("parts") < 43) {
      assertTrue(process.isAlive(), "it ends too early");
      Thread.sleep(5);
    }
    process.destroy();
    program.end(process).expect(143);
    assertEquals(1, json("parts/results.json").getAsJsonArray("rows").size());
    Path place = folder.resolve("parts/checkpoints/q=2,p=0.2-seed1.training.safetensors");
    assertTrue(Files.exists(place), "how far the second training is");

    Program.Result other = program.run(with(some, "41", "--resume", "parts")).expect(1);
    assertTrue(
        other.err().contains("its config.json has '\"epochs\": 40,' where these give"),
        other.err());
    JsonObject resumed = program.run(with(some, "40", "--resume", "parts")).expect(0).json();
    assertEquals(rows(whole), rows(resumed));
    assertEquals(metrics("whole"), metrics("parts"));
    assertTrue(Files.notExists(place), "the training is finished");
  }

  private int epochs(String run) throws Exception {
    Path file = folder.resolve(run + "/metrics.jsonl");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private List<String> metrics(String run) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(run + "/metrics.jsonl"));
    return lines.stream().map(line -> line.replaceAll("\"trainSeconds\":[^,}]*", "")).toList();
  }

  /** Where the test text is another, nothing but what is measured on it is another. */
  @Test
  void theChoiceDoesNotDependOnTheTestText() throws Exception {
    Path ptb = tinyPtb();
    String[] some = "--data ptb --data-dir data --p 0.1,0.3 --seeds 2 --json --out".split(" ");
    JsonArray before = rows(run(with(some, "before")).expect(0).json());
    Files.writeString(ptb.resolve("ptb.test.txt"), "e d c b a\n".repeat(8));
    JsonArray after = rows(run(with(some, "after")).expect(0).json());
    assertNotEquals(before, after, "test measures are others");
    for (JsonArray rows : List.of(before, after)) {
      for (JsonElement row : rows) {
        TEST_MEASURES.forEach(row.getAsJsonObject()::remove);
      }
    }
    assertEquals(before, after);
  }

  @Test
  void theDoctorFindsTexts() throws Exception {
    tinyPtb();
    String findings =
        new Program(folder).small().run("doctor", "--data-dir", "data").expect(0).out();
    assertTrue(findings.contains("ptb (360 training, 48 validation and 48 test tokens"), findings);
  }

  private Path tinyPtb() throws Exception {
    Path ptb = Files.createDirectories(folder.resolve("data/ptb"));
    Files.writeString(ptb.resolve("ptb.train.txt"), "a b c d e\n".repeat(60));
    Files.writeString(ptb.resolve("ptb.valid.txt"), "a b c d e\n".repeat(8));
    Files.writeString(ptb.resolve("ptb.test.txt"), "a b c d e\n".repeat(8));
    return ptb;
  }

  @Test
  void aSavedModelIsAsGoodAsItSaid() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "to be, or not to be.\n".repeat(60));
    String[] some =
        ("--data a.txt --level characters --q 2 --p 0.1 --seeds 1 --tied --wdrop 0.1 --dropoute 0.1"
                + " --alpha 2 --beta 1 --masks fresh --json --out run")
            .split(" ");
    JsonObject row = run(some).expect(0).json().getAsJsonArray("rows").get(0).getAsJsonObject();
    assertEquals(
        row.get("testLoss").getAsDouble() / Math.log(2), row.get("testBits").getAsDouble(), 1e-9);
    String file = model("run", row).toString();
    JsonObject measured = evaluate(file, "--json").expect(0).json();
    for (String measure :
        "validationPerplexity validationBits testPerplexity testBits sparsity".split(" ")) {
      assertEquals(row.get(measure), measured.get(measure), measure);
    }
    assertTrue(
        evaluate(file).expect(0).out().startsWith("a.txt: validation perplexity "), "as a line");

    Program.Result refused = evaluate(file, "--data", "sentences", "--level", "words").expect(5);
    assertTrue(refused.err().contains("its vocabulary, of "), refused.err());
    assertTrue(refused.err().contains("is not that of sentences, of "), refused.err());
    assertTrue(refused.err().contains("word 0 is "), refused.err());
  }

  private Program.Result evaluate(String file, String... more) throws Exception {
    String[] command = {"language", "--quiet", "--evaluate", file};
    return new Program(folder).small().run(with(command, more));
  }

  @Test
  void badTextsAndCheckpointsAreNamed() throws Exception {
    Program.Result missing = run("--data", "wikitext2", "--data-dir", "nowhere").expect(3);
    assertTrue(missing.err().contains("wiki.train.tokens"), missing.err());
    Files.write(folder.resolve("bad.txt"), new byte[] {'a', ' ', (byte) 0xff, 'b'});
    Program.Result bad = run("--data", "bad.txt").expect(3);
    assertTrue(bad.err().contains("bad.txt"), bad.err());
    Program.Result text = evaluate("bad.txt").expect(5);
    assertTrue(text.err().contains("bad.txt"), text.err());
    assertTrue(Files.notExists(folder.resolve("runs")), "nothing is begun");
  }

  /** Rows without what is measured in seconds. */
  private static JsonArray rows(JsonObject results) {
    JsonArray rows = results.getAsJsonArray("rows");
    rows.forEach(row -> row.getAsJsonObject().remove("trainSeconds"));
    return rows;
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
