// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.document.Document;
import io.sparseout.experiments.document.HtmlWriter;
import io.sparseout.experiments.document.MarkdownWriter;
import io.sparseout.experiments.runs.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a report may replace. */
class ReportFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# Notes\n\nWritten by Sparseout for Java, report 1.0.\n",
        "Notes <!-- Sparseout for Java, report 1.0 -->\n",
        "<!-- Sparseout for Java, reporting -->\n",
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Sparseout for Java, report</title>",
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>x</title>"
            + "<meta name=\"generator\" content=\"Sparseout for Java, report 1.0\">",
        "a page has <meta name=\"generator\" content=\"Sparseout for Java, report 1.0\">"
      })
  void whatOnlyMentionsTheWordsIsKept(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), text);
    RunException e = assertThrows(RunException.class, () -> new ReportFile(file));
    assertTrue(e.getMessage().contains("is not a report and is left as it is"), e.getMessage());
    assertEquals(text, Files.readString(file));
  }

  @Test
  void itsOwnKindIsReplaced() throws IOException {
    Document document = new Document("t", ReportDocument.GENERATOR + " 1.0 (commit x)", List.of());
    for (String text : List.of(HtmlWriter.write(document), MarkdownWriter.write(document))) {
      Path file = Files.writeString(folder.resolve("report"), text);
      new ReportFile(file).write("new");
      assertEquals("new", Files.readString(file));
    }
  }
}
