// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparseout.core.io.AtomicFile;
import io.sparseout.experiments.document.HtmlWriter;
import io.sparseout.experiments.document.MarkdownWriter;
import io.sparseout.experiments.runs.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a report goes to. */
final class ReportFile {
  /** A report says in its first bytes that it is one, before anything that is not its own. */
  private static final int BEGINNING = 4096;

  private final Path path;

  /**
   * A file.
   *
   * @throws RunException if something stands there that is not a report, which must not be lost
   */
  ReportFile(Path path) {
    this.path = path;
    try {
      if (Files.exists(path) && !isReport()) {
        throw new RunException(
            path + ": is not a report and is left as it is; name another file with --out");
      }
    } catch (IOException e) {
      throw new RunException(path + ": cannot be written (" + e + "); name another with --out");
    }
  }

  private boolean isReport() throws IOException {
    if (Files.isDirectory(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String beginning = new String(in.readNBytes(BEGINNING), UTF_8);
      String maker = ReportDocument.GENERATOR + " ";
      return HtmlWriter.isMadeBy(maker, beginning) || MarkdownWriter.isMadeBy(maker, beginning);
    }
  }

  /** The folder that it stands in. */
  Path folder() {
    Path parent = path.toAbsolutePath().normalize().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  /** Writes it, whole or not at all. */
  void write(String text) {
    AtomicFile.write(path, out -> out.write(text.getBytes(UTF_8)));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
