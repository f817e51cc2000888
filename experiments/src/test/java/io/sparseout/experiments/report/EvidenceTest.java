// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.experiments.Program;
import io.sparseout.experiments.document.HtmlWriter;
import io.sparseout.experiments.document.Image;
import io.sparseout.experiments.models.ModelDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found to be wrong with the folder of a real run that something was done to. */
class EvidenceTest {
  private static final String RESULTS = "results.json";
  private static final String MODEL = "checkpoints/q=1-seed1.safetensors";
  private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'>%s</svg>";

  private static final String UNCHECKED =
      " missing, so that not all trained weights can be checked";

  @TempDir static Path original;
  @TempDir Path folder;

  @FunctionalInterface
  private interface Damage {
    void to(Path run) throws IOException;
  }

  @BeforeAll
  static void run() throws Exception {
    new Program(original)
        .small()
        .run("sparsity --limit 60 --epochs 1 --hidden 8 --q 1,2 --quiet --out run".split(" "))
        .expect(0);
    new Program(original)
        .small()
        .run("train --limit 60 --epochs 1 --model mlp:8 --quiet --out good".split(" "))
        .expect(0);
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            1, "changed: results.json is not as", run -> change(run, "\"hoyer\":0", "\"hoyer\":1")),
        damage(1, "changed: config.json is not the", run -> put(run, "config.json", "{\"q\":[1]}")),
        damage(
            1,
            "config.json cannot be read (it is no JSON that",
            run -> put(run, "config.json", "{{{")),
        damage(1, "incomplete: config.json is mis", run -> remove(run, "config.json")),
        damage(1, MODEL + " has other weights", EvidenceTest::changeWeights),
        damage(1, MODEL + " cannot be checked", run -> put(run, MODEL, "x")),
        damage(1, "status is stopped, not complete", run -> change(run, "complete", "stopped")),
        damage(1, "status is running, not complete", run -> change(run, "complete", "running")),
        damage(1, "its command is not recorded", EvidenceTest::makeOld),
        damage(1, "its results are not sealed", EvidenceTest::makeOld),
        damage(1, "made by version 9.9.9 (commit", run -> change(run, "development", "9.9.9")),
        damage(1, "it has no plots that can be sh", EvidenceTest::removePlots),
        damage(1, "plots/filters.png is no pict", run -> put(run, "plots/filters.png", "x")),
        damage(1, "plots/loss.svg is no picture", run -> put(run, "plots/loss.svg", "<html/>")),
        damage(1, "plots/loss.svg is no picture", run -> put(run, "plots/loss.svg", "<svg>")),
        damage(1, "plots/loss.svg is no picture", run -> put(run, "plots/loss.svg", deepTitle())),
        damage(1, "more than 100 million pixels", EvidenceTest::makeLarge),
        damage(1, "b.safetensors cannot be checked", run -> change(run, "q=1-seed1", "a\\u0000b")),
        damage(1, MODEL + " cannot be checked", EvidenceTest::describeAsHuge),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"data\":[{\"name\":\"mnist\"}]"))),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"data\":[{\"sha256\":\"ab\"}]"))),
        damage(
            0, "left out: ", run -> put(run, RESULTS, known("\"config\":{\"a\":" + deep() + "}"))),
        damage(0, "left out: ", run -> remove(run, RESULTS)),
        damage(0, "left out: ", run -> put(run, RESULTS, "")),
        damage(0, "left out: ", run -> put(run, RESULTS, "this is not JSON")),
        damage(0, "left out: ", run -> put(run, RESULTS, "[]")),
        damage(0, "left out: ", run -> put(run, RESULTS, "{}")),
        damage(0, "left out: ", run -> put(run, RESULTS, "{\"experiment\":\"x\",\"status\":{}}")),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"rows\":5"))),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"rows\":[1]"))),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"data\":[null]"))),
        damage(0, "left out: ", run -> put(run, RESULTS, known("\"config\":[]"))),
        damage(0, "left out: ", run -> put(run, RESULTS, "[".repeat(100_000))),
        damage(0, "left out: ", run -> Files.write(run.resolve(RESULTS), new byte[] {-1, -2})),
        damage(1, "it has no rows", run -> put(run, RESULTS, known("\"x\":1"))));
  }

  private static String known(String more) {
    return "{\"experiment\":\"x\",\"status\":\"complete\"," + more + "}";
  }

  private static String deep() {
    return "[".repeat(100_000) + "]".repeat(100_000);
  }

  private static String deepTitle() {
    String nested = "<g>".repeat(100_000) + "</g>".repeat(100_000);
    return String.format(SVG, "<title>" + nested + "</title>");
  }

  private static Arguments damage(int runs, String fault, Damage damage) {
    return Arguments.of(runs, fault, damage);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void isSaidAndTheRestIsReported(int runs, String fault, Damage damage) throws IOException {
    copy("good", "good");
    Path bad = copy("bad");
    damage.to(bad);
    List<Path> both = List.of(folder.resolve("good"), bad);
    Evidence evidence = Evidence.of(both, folder);
    List<String> said = evidence.faults().stream().map(Fault::toString).toList();
    assertTrue(
        said.stream().anyMatch(line -> line.startsWith(bad.toString()) && line.contains(fault)),
        said::toString);
    assertTrue(said.stream().allMatch(line -> line.contains(bad.toString())), said::toString);
    assertEquals(1 + runs, evidence.runs().size());
    String page = HtmlWriter.write(ReportDocument.of(evidence));
    assertTrue(page.contains("id=\"run-1\"") && page.contains("id=\"faults\""), page);
  }

  @Test
  void aSoundRunHasNoFaults() throws IOException {
    Evidence evidence = Evidence.of(List.of(copy("run")), folder);
    assertEquals(List.of(), evidence.faults());
    assertEquals(
        Map.of("q=1-seed1", RunChecks.Weights.SAME, "q=2-seed1", RunChecks.Weights.SAME),
        evidence.runs().get(0).checks().weights());
    String page = HtmlWriter.write(ReportDocument.of(evidence));
    assertTrue(page.contains("Nothing was found to be wrong"), page);
    assertTrue(page.contains("weights have the SHA-256 that is recorded for 2 of 2"), page);
  }

  @Test
  void aVerdictSaysThatItsRunWasChanged() throws IOException {
    String warning = "But the run’s folder was changed since the program wrote it.";
    Path run = copy("run");
    assertFalse(page(run).contains(warning));
    change(run, "\"hoyer\":0", "\"hoyer\":1");
    assertTrue(page(run).contains(warning));
  }

  private String page(Path run) {
    return HtmlWriter.write(ReportDocument.of(Evidence.of(List.of(run), folder)));
  }

  @Test
  void missingCheckpointsAreCountedAndSaidOnce() throws IOException {
    Path run = copy("run");
    remove(run, MODEL);
    assertEquals(List.of(run + ": incomplete: 1 checkpoint is" + UNCHECKED), said(run));
    removeAll(run.resolve("checkpoints"));
    assertEquals(List.of(run + ": incomplete: 2 checkpoints are" + UNCHECKED), said(run));
    Files.delete(run.resolve("checkpoints"));
    assertEquals(List.of(run + ": incomplete: 2 checkpoints are" + UNCHECKED), said(run));
    assertFalse(page(run).contains("Nothing was found to be wrong"));
  }

  @Test
  void aRunThatDrewNothingIsWhole() throws IOException {
    Path run = copy("run");
    removeAll(run.resolve("plots"));
    assertEquals(List.of(), said(run));
    put(run, "plots/loss.svg", "<svg>");
    assertEquals(2, said(run).size(), "there is one, and none can be shown");
  }

  @Test
  void otherCommitsAreSaidOnceEachAndAreNoReasonForDoubt() throws IOException {
    for (String name : List.of("all/a", "all/b", "all/c", "all/d")) {
      Files.createDirectories(folder.resolve("all"));
      Path run = copy(name);
      change(run, "\"started\": \"", "\"started\": \"" + name.charAt(4));
      if (!name.equals("all/d")) {
        String commit = name.equals("all/c") ? "1".repeat(40) : "2".repeat(40) + "-dirty";
        change(run, "\"commit\": \"unknown\"", "\"commit\": \"" + commit + "\"");
      }
      seal(run);
    }
    Path all = folder.resolve("all");
    String here = ", this document by commit unknown of the same version";
    List<String> expected =
        List.of(
            all.resolve("a")
                + ": another commit: made by commit 222222222222-dirty, like 1 more run"
                + here,
            all.resolve("c") + ": another commit: made by commit 111111111111" + here);
    assertEquals(expected, said(all));
    String page = page(all);
    assertTrue(page.contains("Nothing was found to be wrong"), page);
    assertFalse(page.contains("must be known"), page);
    assertEquals(2, page.split("another commit<", -1).length - 1, "in no run's section");
    remove(all.resolve("d"), "config.json");
    assertTrue(page(all).contains("One thing must be known"));
  }

  private List<String> said(Path run) {
    return Evidence.of(List.of(run), folder).faults().stream().map(Fault::toString).toList();
  }

  /** As the program does. */
  private static void seal(Path run) throws IOException {
    JsonObject results = Program.json(Files.readString(run.resolve(RESULTS)));
    results.remove("sha256");
    results.addProperty("sha256", Fingerprint.sha256(results.toString().getBytes(UTF_8)));
    put(run, RESULTS, results.toString());
  }

  @Test
  void theSameRunCountsOnce() throws IOException {
    Path run = copy("run");
    Path copy = copy("copy");
    Path link = Files.createSymbolicLink(folder.resolve("link"), run);
    Evidence evidence = Evidence.of(List.of(run, run, link, copy), folder);
    assertEquals(1, evidence.runs().size());
    assertEquals(
        List.of(Fault.Kind.TWICE, Fault.Kind.TWICE, Fault.Kind.TWICE),
        evidence.faults().stream().map(Fault::kind).toList());
  }

  @Test
  void aFolderOfRunsIsLookedThrough() throws IOException {
    Files.createDirectories(folder.resolve("all"));
    copy("all/b");
    change(copy("all/a"), "\"started\": \"", "\"started\": \"1");
    Evidence evidence = Evidence.of(List.of(folder.resolve("all")), folder);
    assertEquals(
        List.of(folder.resolve("all/a"), folder.resolve("all/b")),
        evidence.runs().stream().map(run -> run.run().folder()).toList());
  }

  @Test
  void aFolderThatHoldsRunsIsNoRunThoughItHasAConfiguration() throws IOException {
    Path all = Files.createDirectories(folder.resolve("all"));
    put(all, "config.json", "{}");
    copy("all/a");
    Files.createDirectories(all.resolve("b"));
    put(all.resolve("b"), "config.json", "{}");
    Evidence evidence = Evidence.of(List.of(all), folder);
    assertEquals(1, evidence.runs().size());
    assertEquals(List.of(all.resolve("b")), evidence.faults().stream().map(Fault::folder).toList());
  }

  @Test
  void whatIsNoFolderOrHasNoRunIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path nowhere = folder.resolve("nowhere");
    List<String> said =
        Evidence.of(List.of(file, empty, nowhere), folder).faults().stream()
            .map(Fault::toString)
            .toList();
    assertEquals(3, said.size());
    assertTrue(said.get(0).contains("file: left out: it is no folder"), said.get(0));
    assertTrue(said.get(1).contains("empty: left out: there is no run in it"), said.get(1));
    assertTrue(said.get(2).contains("nowhere: left out: there is no such folder"), said.get(2));
  }

  @Test
  void plotsAreOfShapesWhereThereAreSuch() throws IOException {
    Path run = copy("run");
    put(run, "plots/loss.svg", String.format(SVG, "<title>Loss &amp; epochs</title>"));
    var figures = Evidence.of(List.of(run), folder).runs().get(0).plots().figures();
    assertEquals(Image.Type.SVG, figures.get("loss").image().type());
    assertTrue(figures.get("loss").alternative().endsWith(": Loss & epochs"));
    assertEquals("run/plots/loss.svg", figures.get("loss").image().address());
    assertEquals(Image.Type.PNG, figures.get("filters").image().type());
  }

  @Test
  void aPictureCannotReadOtherFiles() throws IOException {
    Path run = copy("run");
    Path secret = Files.writeString(folder.resolve("secret"), "secret words");
    put(
        run,
        "plots/loss.svg",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM '"
            + secret.toUri()
            + "'>]>"
            + String.format(SVG, "<title>a&x;</title>"));
    Evidence evidence = Evidence.of(List.of(run), folder);
    var figures = evidence.runs().get(0).plots().figures();
    assertTrue(
        !figures.containsKey("loss") || !figures.get("loss").alternative().contains("secret"));
  }

  @Test
  void hostileTextIsEscapedWhereverItStands() throws IOException {
    Path run = copy("run");
    String hostile = "<script>alert(1)</script>";
    change(run, "sparsity", hostile);
    change(run, "published", hostile);
    change(run, "digits", hostile);
    change(run, "\"label\":\"q=1\"", "\"label\":\"" + hostile + "\",\"" + hostile + "\":1e999");
    change(run, "\"seed\":1", "\"seed\":\"" + hostile + "\"");
    String page = HtmlWriter.write(ReportDocument.of(Evidence.of(List.of(run), folder)));
    assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
    assertEquals(-1, page.indexOf("<script"));
  }

  @Test
  void theSameRunsGiveTheSameBytes() throws IOException {
    Path run = copy("run");
    String page = HtmlWriter.write(ReportDocument.of(Evidence.of(List.of(run), folder)));
    assertEquals(page, HtmlWriter.write(ReportDocument.of(Evidence.of(List.of(run), folder))));
  }

  private Path copy(String name) throws IOException {
    return copy("run", name);
  }

  private Path copy(String run, String name) throws IOException {
    Path source = original.resolve(run);
    Path target = folder.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
    return target;
  }

  private static void put(Path run, String file, String text) throws IOException {
    Files.writeString(run.resolve(file), text, UTF_8);
  }

  private static void remove(Path run, String file) throws IOException {
    Files.delete(run.resolve(file));
  }

  private static void removeAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void removePlots(Path run) throws IOException {
    removeAll(run.resolve("plots"));
    remove(run, "plots");
  }

  private static void change(Path run, String from, String to) throws IOException {
    String before = Files.readString(run.resolve(RESULTS));
    String after = before.replace(from, to);
    assertTrue(!after.equals(before), "nothing to change: " + from);
    put(run, RESULTS, after);
  }

  private static void changeWeights(Path run) {
    Path file = run.resolve(MODEL);
    Safetensors content = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(content.tensors());
    Tensor weight = tensors.get("encoder.0.bias");
    tensors.put("encoder.0.bias", Tensor.zeros(weight.size()));
    Safetensors.write(file, tensors, content.metadata());
  }

  /** A small file that says that its picture is of 60 000 x 60 000 pixels. */
  private static void makeLarge(Path run) throws IOException {
    Path file = run.resolve("plots/filters.png");
    byte[] content = Files.readAllBytes(file);
    ByteBuffer.wrap(content).putInt(16, 60_000).putInt(20, 60_000);
    Files.write(file, content);
  }

  /** A small file that says that it is of a model of gigabytes. */
  private static void describeAsHuge(Path run) throws IOException {
    change(run, "\"sparsity\"", "\"train\"");
    ModelDescription huge =
        new ModelDescription(
            "mlp:30000,30000", null, "digits", 1, 8, 8, List.of("0", "1"), null, null);
    Safetensors.write(run.resolve(MODEL), Map.of("x", Tensor.zeros(1)), huge.toMetadata());
  }

  /** As a version before the record of arguments, data and a seal left it. */
  private static void makeOld(Path run) throws IOException {
    var results = Program.json(Files.readString(run.resolve(RESULTS)));
    results.remove("arguments");
    results.remove("data");
    results.remove("sha256");
    put(run, RESULTS, results.toString());
  }
}
