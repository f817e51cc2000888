// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs repeated by the command {@code reproduce}. */
class ReproduceRunTest {
  private static final String TINY =
      "sparsity --limit 60 --epochs 1 --hidden 8 --batch 20 --q 1,2 --quiet";

  @TempDir Path folder;

  @BeforeEach
  void aRun() throws Exception {
    TinyMnist.write(folder.resolve("data"));
    run(TINY + " --data mnist --data-dir data --threads 2 --out first").expect(0);
  }

  @Test
  void isEqualOnOneThreadAndTwo() throws Exception {
    Program.Result one = run("reproduce first --data-dir data --threads 1 --out one").expect(0);
    List<String> lines = one.out().lines().toList();
    assertTrue(lines.get(0).matches("row +weights +values compared +differ"), one.out());
    assertTrue(lines.get(1).matches("q=1-seed1 +equal +\\d\\d+ +0"), one.out());
    assertTrue(one.out().contains("threads"), one.out());
    assertTrue(one.out().contains("not compared: trainSeconds."), one.out());
    assertTrue(one.out().contains("Equal: 3 of 3 rows are the same bits"), one.out());
    assertEquals(hash("first"), hash("one"));
    JsonObject two =
        run("reproduce first --data-dir data --threads 2 --json --quiet").expect(0).json();
    assertTrue(two.get("equal").getAsBoolean());
    assertEquals("2", two.getAsJsonObject("repeated").get("threads").getAsString());
    assertTrue(two.get("repetition").getAsString().startsWith("runs/reproduce-"), two::toString);
  }

  @Test
  void saysWhichValueDiffersAndThatTheRecordWasChanged() throws Exception {
    edit(results -> results.replaceFirst("\"hoyer\":[0-9.]+", "\"hoyer\":0.125"));
    Program.Result result = run("reproduce first --data-dir data --out again").expect(1);
    assertTrue(result.err().contains("first: its results.json was changed"), result.err());
    assertTrue(
        result.out().lines().anyMatch(line -> line.matches("q=1-seed1 +equal +\\d+ +1")),
        result.out());
    assertTrue(
        result
            .out()
            .lines()
            .anyMatch(line -> line.matches("q=1-seed1 +hoyer +0\\.125 +[01]\\.\\d+")),
        result.out());
    assertTrue(result.out().contains("Different: 2 of 3 rows"), result.out());
  }

  @Test
  void comparesWhatTheRunsWereToldToDo() throws Exception {
    edit(results -> results.replaceFirst("\"epochs\": 1", "\"epochs\": 7"));
    String out = run("reproduce first --data-dir data --out again").expect(1).out();
    assertTrue(out.lines().anyMatch(line -> line.matches("configuration +epochs +7 +1")), out);
  }

  @Test
  void runsNothingButExperimentsAndNoArgumentsThatNoRecordHas() throws Exception {
    edit(results -> results.replaceFirst("\"experiment\": \"\\w+\"", "\"experiment\": \"bench\""));
    String bench = run("reproduce first --out again").expect(1).err();
    assertTrue(bench.contains("is of 'bench', which is no experiment with rows"), bench);
    for (String argument : List.of("@file", "--out=x", "--data-dir", "--help")) {
      edit(
          results ->
              results
                  .replaceFirst("\"experiment\": \"\\w+\"", "\"experiment\": \"sparsity\"")
                  .replaceFirst("(\"arguments\": \\[\\s+)\"[^\"]*\"", "$1\"" + argument + "\""));
      String err = run("reproduce first --out again").expect(1).err();
      assertTrue(err.contains("has the argument '" + argument + "'"), err);
    }
  }

  @Test
  void namesTheWeightsFirstAndAnotherCommitAsAReason() throws Exception {
    edit(
        results ->
            results
                .replaceFirst("\"testLoss\":[0-9.]+", "\"testLoss\":9.5")
                .replaceFirst("\"weightsSha256\":\"....", "\"weightsSha256\":\"....")
                .replaceFirst("\"commit\": \"[^\"]*\"", "\"commit\": \"abc\""));
    JsonObject found = run("reproduce first --data-dir data --json --out again").expect(1).json();
    JsonObject row = found.getAsJsonArray("rows").get(0).getAsJsonObject();
    assertFalse(row.get("weights").getAsBoolean());
    List<String> members = new ArrayList<>();
    row.getAsJsonArray("differences")
        .forEach(each -> members.add(each.getAsJsonObject().get("member").getAsString()));
    assertEquals(List.of("weightsSha256", "testLoss"), members);
    assertEquals("abc", found.getAsJsonObject("recorded").get("commit").getAsString());
    String text = run("reproduce first --data-dir data --out third").expect(1).out();
    assertTrue(text.contains("of another version or commit, which may be why"), text);
  }

  @Test
  void aRowThatIsMissingOrNewIsADifference() throws Exception {
    edit(results -> results.replaceFirst("\"trial\":\"q=1-seed1\"", "\"trial\":\"q=7-seed1\""));
    String text = run("reproduce first --data-dir data --out again").expect(1).out();
    assertTrue(
        text.lines().anyMatch(line -> line.matches("q=7-seed1 .*is there +is missing")), text);
    assertTrue(
        text.lines().anyMatch(line -> line.matches("q=1-seed1 .*is missing +is there")), text);
  }

  @Test
  void otherDataAreRefusedWithBothHashes() throws Exception {
    JsonObject record = json("first");
    String recorded =
        record.getAsJsonArray("data").get(0).getAsJsonObject().get("sha256").getAsString();
    Path images = folder.resolve("data/mnist/t10k-images-idx3-ubyte");
    byte[] bytes = Files.readAllBytes(images);
    bytes[100] ^= 1;
    Files.write(images, bytes);
    Program.Result result = run("reproduce first --data-dir data --out again").expect(3);
    assertTrue(result.err().contains(recorded), result.err());
    assertTrue(
        result.err().replace(recorded, "").matches("(?s).*as it is here has [0-9a-f]{64};.*"),
        result.err());
    assertEquals("", result.out());
  }

  @Test
  void ofARunThatEndedEarlyTheRowsThatAreThereAreCompared() throws Exception {
    edit(
        results ->
            results
                .replaceFirst("\"status\": \"complete\"", "\"status\": \"stopped\"")
                .replaceFirst("(?m),\\R +\\{\"trial\":\"q=2.*$", ""));
    Program.Result result = run("reproduce first --data-dir data --out again").expect(0);
    assertTrue(result.err().contains("its status is stopped"), result.err());
    assertTrue(
        result.out().contains("The recorded run ended early: 1 rows are new."), result.out());
    assertTrue(result.out().contains("Equal: 1 of 1 rows"), result.out());
  }

  @Test
  void aRunThatDivergedDivergesAgain() throws Exception {
    run("train --limit 60 --model mlp:8 --batch 20 --lr 1e30 --quiet --out diverged").expect(4);
    Program.Result result = run("reproduce diverged --out again").expect(0);
    assertTrue(result.err().contains("its status is failed"), result.err());
    assertTrue(result.out().matches("(?s).*status +failed +failed.*"), result.out());
    assertTrue(result.out().contains("no rows, and its repetition fails too"), result.out());
  }

  @Test
  void aRecordThatNamesNoCommandIsRefused() throws Exception {
    edit(results -> results.replaceFirst("(?m)^  \"arguments\": \\[[^]]*],\\R", ""));
    String error = run("reproduce first --data-dir data --out again").expect(1).err();
    assertTrue(error.contains("first: its results.json does not say which command"), error);
    assertTrue(Files.notExists(folder.resolve("again")));
  }

  @Test
  void whatIsNoRunIsRefused() throws Exception {
    String error = run("reproduce data --out again").expect(1).err();
    assertTrue(error.contains("data: has no results.json"), error);
  }

  @Tag("long")
  @Test
  void isEqualOnOtherJdks() throws Exception {
    List<Path> homes = SameBitsTest.otherJavaHomes();
    assumeFalse(homes.isEmpty(), "no other JDK beside this one; SPARSEOUT_JDKS can name some");
    for (Path home : homes) {
      Program other = new Program(folder).inOneJvm().by(home);
      for (int threads = 1; threads <= 2; threads++) {
        String out = home.getFileName() + "-" + threads;
        String[] arguments =
            ("reproduce first --data-dir data --out " + out + " --threads " + threads).split(" ");
        String text = other.run(arguments).expect(0).out();
        assertTrue(text.contains("Equal: 3 of 3 rows"), text);
      }
    }
  }

  private Program.Result run(String arguments) throws Exception {
    return new Program(folder).small().run(arguments.split(" "));
  }

  private void edit(UnaryOperator<String> change) throws Exception {
    Path file = folder.resolve("first/results.json");
    String before = Files.readString(file);
    String after = change.apply(before);
    assertFalse(before.equals(after), before);
    Files.writeString(file, after);
  }

  private String hash(String run) throws Exception {
    JsonObject row = json(run).getAsJsonArray("rows").get(0).getAsJsonObject();
    return row.get("weightsSha256").getAsString();
  }

  private JsonObject json(String run) throws Exception {
    return Program.json(Files.readString(folder.resolve(run).resolve("results.json")));
  }
}
