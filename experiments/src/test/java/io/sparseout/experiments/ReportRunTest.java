// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code report} on small runs. */
class ReportRunTest {
  @TempDir Path folder;

  @BeforeEach
  void run() throws Exception {
    program("sparsity --limit 60 --epochs 1 --hidden 8 --q 1,2 --seeds 2 --quiet --out runs/a")
        .expect(0);
  }

  @Test
  void writesOnePageWithTheRunAndItsClaim() throws Exception {
    Program.Result result = program("report runs/a").expect(0);
    assertEquals("report    runs/a/report.html", result.out().strip());
    assertEquals("", result.err());
    String page = read("runs/a/report.html");
    for (String part :
        new String[] {
          "<h3>3. Sparseout controls the sparsity of activations</h3>",
          "Page&#x27;s trend test over seeds",
          "sparseout sparsity --limit 60 --epochs 1 --hidden 8 --q 1,2 --seeds 2",
          "sparseout reproduce runs/a",
          "means over n seeds",
          "<dt>version</dt>",
          "SHA-256 of digits",
          "saved weights have the SHA-256 that is recorded for 4 of 4",
          "Hoyer sparsity",
          "q=2-seed2"
        }) {
      assertTrue(page.contains(part), part);
    }
    program("report runs/a").expect(0);
    assertEquals(page, read("runs/a/report.html"), "the same bytes again");
  }

  @Test
  void writesMarkdownWithLinksToThePlots() throws Exception {
    program("report runs --format md --out both.md").expect(0);
    String text = read("both.md");
    assertTrue(text.startsWith("<!-- Sparseout for Java, report"), text);
    assertTrue(text.contains("](<runs/a/plots/"), text);
    assertTrue(text.contains("\n```\nsparseout sparsity --limit 60"), text);
  }

  @Test
  void goesOnWithTheRestAndSaysWhatIsWrong() throws Exception {
    Files.createDirectories(folder.resolve("runs/b"));
    Files.writeString(folder.resolve("runs/b/results.json"), "");
    Program.Result result = program("report runs nowhere --out all.html --json").expect(0);
    assertTrue(result.err().contains("sparseout: runs/b: left out: "), result.err());
    assertTrue(
        result.err().contains("sparseout: nowhere: left out: there is no such"), result.err());
    JsonObject written = result.json();
    assertEquals("all.html", written.get("file").getAsString());
    assertEquals("[\"runs/a\"]", written.get("runs").toString());
    assertEquals(2, written.getAsJsonArray("faults").size());
    assertTrue(read("all.html").contains("><span class=\"mark bad\">left out</span></td>"));
  }

  @Test
  void withoutAnyRunThereIsNoReport() throws Exception {
    Program.Result result = program("report nowhere --out none.html").expect(1);
    assertTrue(result.err().contains("no run could be read"), result.err());
    assertFalse(Files.exists(folder.resolve("none.html")));
  }

  @Test
  void writesOverReportsAlone() throws Exception {
    Files.writeString(folder.resolve("mine.html"), "<html>mine</html>");
    Program.Result result = program("report runs/a --out mine.html").expect(1);
    assertTrue(result.err().contains("mine.html: is not a report"), result.err());
    assertEquals("<html>mine</html>", read("mine.html"));
    program("report runs/a --out runs").expect(1);
  }

  private Program.Result program(String arguments) throws Exception {
    return new Program(folder).small().run(arguments.split(" "));
  }

  private String read(String file) throws Exception {
    return Files.readString(folder.resolve(file));
  }
}
