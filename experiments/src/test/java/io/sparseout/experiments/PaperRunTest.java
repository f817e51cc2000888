// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code paper}: parts, the order of things, stopping and going on, the report. */
class PaperRunTest {
  private static final String LANGUAGE = "language";

  @TempDir Path folder;

  private Program program() {
    return new Program(folder).inOneJvm();
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }

  @Test
  void namesTheTestsBeforeItRunsAndEndsInTheReport() throws Exception {
    String out = program().run("paper", "--only", LANGUAGE, "--out", "p").expect(0).out();
    assertTrue(out.contains("== language"), out);
    assertFalse(out.contains("== theory"), out);
    assertTrue(out.contains("gain from sparse activations (q < 2): UNDECIDED"), out);
    assertTrue(out.contains("sentences are made by the program"), out);
    JsonArray tests = json("p/config.json").getAsJsonArray("tests");
    assertEquals(6, tests.size());
    assertTrue(
        Files.getLastModifiedTime(folder.resolve("p/config.json"))
                .compareTo(Files.getLastModifiedTime(folder.resolve("p/language/config.json")))
            <= 0,
        "tests are named first");
    String page = Files.readString(folder.resolve("p/report.html"));
    for (int i = 0; i < tests.size(); i++) {
      String claim = tests.get(i).getAsJsonObject().get("statement").getAsString();
      assertTrue(page.contains(claim.substring(0, 20)), claim);
    }
    assertTrue(Files.readString(folder.resolve("p/report.md")).contains("\n# Sparseout"));

    long written = Files.getLastModifiedTime(folder.resolve("p/language/results.json")).toMillis();
    JsonObject again =
        program().run("paper", "--only", LANGUAGE, "--resume", "p", "--json").expect(0).json();
    assertEquals(0, again.getAsJsonArray("failed").size());
    assertEquals(6, again.getAsJsonArray("verdicts").size());
    assertEquals(
        written,
        Files.getLastModifiedTime(folder.resolve("p/language/results.json")).toMillis(),
        "what is done is not done again");
  }

  @Test
  void whatIsStoppedGoesOnToTheSameRows() throws Exception {
    program().run("paper", "--only", LANGUAGE, "--quiet", "--out", "whole").expect(0);
    Process process = program().start("paper", "--only", LANGUAGE, "--out", "cut");
    Path results = folder.resolve("cut/language/results.json");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(results)
        || json("cut/language/results.json").getAsJsonArray("rows").isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "no row was written");
      Thread.sleep(5);
    }
    process.destroy(); // SIGTERM
    program().end(process).expect(143);
    assertFalse(Files.exists(folder.resolve("cut/report.html")));
    assertEquals("stopped", json("cut/language/results.json").get("status").getAsString());

    String other = program().run("paper", "--preset", "small", "--resume", "cut").expect(1).err();
    assertTrue(other.contains("was begun with another preset or seed"), other);
    program().run("paper", "--only", LANGUAGE, "--quiet", "--resume", "cut").expect(0);
    JsonArray rows = json("whole/language/results.json").getAsJsonArray("rows");
    JsonArray resumed = json("cut/language/results.json").getAsJsonArray("rows");
    assertEquals(rows.size(), resumed.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(
          rows.get(i).getAsJsonObject().get("weightsSha256"),
          resumed.get(i).getAsJsonObject().get("weightsSha256"));
    }
  }

  @Test
  void whatFailsDoesNotKeepTheOthersFromRunning() throws Exception {
    Program.Result result =
        program()
            .run("paper", "--preset", "small", "--only", "image,language", "--out", "p", "--json")
            .expect(3);
    assertEquals("[\"image\",\"language\"]", result.json().getAsJsonArray("failed").toString());
    assertTrue(result.err().contains("cifar-10"), result.err());
    assertTrue(result.err().contains("ptb"), result.err());
  }
}
