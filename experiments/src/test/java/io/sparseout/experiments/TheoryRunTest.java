// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the command {@code theory}. */
class TheoryRunTest {
  private static final String[] TINY =
      "theory --q 1,1.37,3 --p 0.3 --scales 0.5,1 --features 5,20 --draws 20000".split(" ");

  /** SHA-256 of the rows of {@link #TINY}, on every machine and JDK. */
  private static final String ROWS =
      "a5b9dc245645697a94c6ec60329f729482b7ebc5dbcd333c7b7ff04ae40934bd";

  @TempDir Path folder;

  @Test
  void everyCheckHoldsAndLeavesRowsFindingsAndPlots() throws Exception {
    Program.Result result = program().run(tiny("--out", "run")).expect(0);
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.get(0).matches("check +model +place +cases +worst +limit +result"), lines.get(0));
    assertTrue(lines.get(1).matches("linear-identity +linear +features +6 .*<= 1.00e-12 +holds"));
    assertTrue(result.out().contains("dropout-bits: at q = 2, 0 values"), result.out());

    JsonObject results = json("run/results.json");
    assertEquals("theory", results.get("experiment").getAsString());
    assertEquals("complete", results.get("status").getAsString());
    assertEquals(json("run/config.json"), results.getAsJsonObject("config"));
    assertEquals(0, results.getAsJsonArray("data").size());
    requireFindings(results.getAsJsonArray("comparisons"));
    requireRows(results.getAsJsonArray("rows"));
    for (String plot : new String[] {"expected-loss", "remainder", "unit-balls"}) {
      BufferedImage image = ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile());
      assertTrue(image.getWidth() > 500 && image.getHeight() > 300, plot);
    }
  }

  private static void requireFindings(JsonArray findings) {
    Set<String> checks = new LinkedHashSet<>();
    List<String> places = new ArrayList<>();
    for (JsonElement element : findings) {
      JsonObject finding = element.getAsJsonObject();
      checks.add(finding.get("check").getAsString());
      places.add(finding.get("place").isJsonNull() ? null : finding.get("place").getAsString());
      assertTrue(finding.get("holds").getAsBoolean(), finding.toString());
      assertTrue(finding.get("cases").getAsInt() > 0, finding.toString());
      double worst = finding.get("worst").getAsDouble();
      switch (finding.get("check").getAsString()) {
        case "linear-identity", "bridgeout-identity" ->
            assertTrue(worst <= 1e-12, finding.toString());
        case "remainder-order" -> {
          assertTrue(worst >= 2.7 && worst < 3.3, finding.toString());
          assertTrue(finding.get("lower").getAsDouble() <= worst, finding.toString());
          assertTrue(finding.get("upper").getAsDouble() >= worst, finding.toString());
        }
        case "monte-carlo" -> assertTrue(worst > 0 && worst <= 4.5, finding.toString());
        case "dropout-bits" -> assertEquals(0, worst, finding.toString());
        default -> assertEquals("second-order", finding.get("check").getAsString());
      }
    }
    assertEquals(
        List.of(
            "linear-identity",
            "bridgeout-identity",
            "second-order",
            "remainder-order",
            "monte-carlo",
            "dropout-bits"),
        List.copyOf(checks));
    List<String> both = List.of("features", "weights", "features", "weights");
    assertEquals(both.subList(0, 2), places.subList(0, 2), "the identities");
    assertEquals(both, places.subList(2, 6), "second order of two models");
    assertEquals(both, places.subList(6, 10), "their remainders");
    assertEquals(
        Arrays.asList("features", "features", "features", "weights", null),
        places.subList(10, places.size()),
        "draws of three models, of the linear one with noise on weights too, and bits");
  }

  /** Of each check all its cases: q by p by scales, places, models, numbers of features. */
  private static void requireRows(JsonArray rows) {
    int draws = 0;
    Set<String> trials = new LinkedHashSet<>();
    for (JsonElement element : rows) {
      JsonObject row = element.getAsJsonObject();
      trials.add(row.get("trial").getAsString());
      if (row.get("check").getAsString().equals("monte-carlo")) {
        draws++;
        assertEquals(20_000, row.get("draws").getAsLong());
        boolean unknown =
            row.get("model").getAsString().equals("logistic")
                && row.get("features").getAsInt() == 20;
        assertEquals(unknown, row.get("standardErrors").isJsonNull(), row.toString());
      }
    }
    assertEquals(3 * 2 * 3 + 3, draws);
    assertEquals(6 + (6 + 3) + 2 * 12 + 2 * 6 + draws + 2, rows.size());
    assertEquals(rows.size(), trials.size(), "each has a name of its own");
  }

  @Test
  void theSameRowsForAnyThreadsAndKernels() throws Exception {
    String rows = rows("--threads", "1", "--kernels", "scalar");
    assertEquals(rows, rows("--threads", "2", "--kernels", "vector"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(rows.getBytes(StandardCharsets.UTF_8));
    assertEquals(ROWS, String.format("%064x", new BigInteger(1, hash)));
    assertNotEquals(rows, rows("--seed", "2"));
  }

  private String rows(String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of(tiny(options)));
    args.addAll(List.of("--json", "--quiet", "--out", String.join("", options)));
    Program.Result result =
        new Program(folder).inOneJvm().run(args.toArray(new String[0])).expect(0);
    return result.json().getAsJsonArray("rows").toString();
  }

  @Test
  void goesOnWhereARunEndedEarly() throws Exception {
    program().run(tiny("--out", "whole", "--quiet")).expect(0);
    Process process = program().start(tiny("--out", "run", "--quiet"));
    Path file = folder.resolve("run/results.json");
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!(Files.exists(file) && Files.readString(file).contains("bridgeout-identity"))) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, "it computes");
      Thread.sleep(5);
    }
    process.destroy();
    program().end(process).expect(143);
    JsonObject stopped = json("run/results.json");
    assertEquals("stopped", stopped.get("status").getAsString());
    JsonObject whole = json("whole/results.json");
    int rows = stopped.getAsJsonArray("rows").size();
    assertTrue(rows < whole.getAsJsonArray("rows").size(), "it was stopped on its way");
    program().run(tiny("--resume", "run", "--quiet")).expect(0);
    JsonObject resumed = json("run/results.json");
    assertEquals("complete", resumed.get("status").getAsString());
    for (String part : new String[] {"config", "rows", "comparisons"}) {
      assertEquals(whole.get(part), resumed.get(part), part);
    }
  }

  /** At p = 0.49 the third and the fourth order of the logistic model cancel at some noise. */
  @Test
  void anOrderThatItsIntervalLeavesOpenDoesNotFail() throws Exception {
    Program.Result result =
        program()
            .run(
                "theory --q 1,1.5,3 --p 0.49 --scales 1 --features 8 --draws 1000 --out run"
                    .split(" "))
            .expect(0);
    assertTrue(result.out().contains("; open, as 2.7 is within the interval"), result.out());
    List<String> open = new ArrayList<>();
    for (JsonElement element : json("run/results.json").getAsJsonArray("comparisons")) {
      JsonObject finding = element.getAsJsonObject();
      if (finding.get("open").getAsBoolean()) {
        assertFalse(finding.get("holds").getAsBoolean(), finding.toString());
        open.add(finding.get("text").getAsString());
      }
    }
    assertTrue(open.get(0).startsWith("logistic regression, noise on features: "), open.toString());
  }

  @Test
  void expectationsBeyondTheRangeOfADoubleAreRefused() throws Exception {
    Program.Result result =
        program()
            .run(
                "theory --q 3 --p 0.999 --scales 10 --features 2 --draws 1000 --out run".split(" "))
            .expect(1);
    assertTrue(result.err().contains("the expected loss is Infinity; take"), result.err());
  }

  private Program program() {
    return new Program(folder).small();
  }

  private static String[] tiny(String... options) {
    List<String> args = new ArrayList<>(List.of(TINY));
    args.addAll(List.of(options));
    return args.toArray(new String[0]);
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
