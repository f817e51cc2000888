// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.document.Document;
import io.sparseout.experiments.document.HtmlWriter;
import io.sparseout.experiments.document.MarkdownWriter;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code report}. */
@Command(
    name = "report",
    sortOptions = false,
    header = "Make one page of what runs came to, and how far it can be trusted.",
    description = {
      "",
      "Takes folders of runs, or folders of such folders, of this version of the program or another."
          + " The page has the paper's claims with verdicts, tables with intervals, plots, where all"
          + " of it comes from, and the commands that repeat it. It needs nothing but itself. A"
          + " folder that is incomplete, from another version, or changed by hand is named, and the"
          + " report goes on with the rest.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout report runs/paper",
      "  sparseout report runs/a runs/b --out both.html",
      "  sparseout report runs/a --format md"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final String NAME = "report";
  private static final String HTML = "html";
  private static final String MARKDOWN = "md";
  private static final int NOTHING_READ = 1;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "The folder of a run, or of several runs.")
  private List<Path> named;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = HTML,
      description =
          "html, one page with all in it, or md, Markdown with links to the plots (default:"
              + " ${DEFAULT-VALUE}).")
  private String format;

  @Mixin private CommonOptions common;

  /**
   * What a report came to, as JSON.
   *
   * @param file the report; null where none was written
   * @param runs the folders that it is on
   * @param faults what is wrong with folders, a line each
   */
  record Written(String file, List<String> runs, List<String> faults) {}

  @Override
  public Integer call() {
    common.require(() -> Require.oneOf("--format", format, HTML, MARKDOWN));
    ReportFile file = new ReportFile(common.out().orElseGet(this::place));
    Evidence evidence = Evidence.of(named, file.folder());
    evidence.faults().forEach(fault -> common.stderr().println("sparseout: " + fault));
    boolean written = !evidence.runs().isEmpty();
    if (written) {
      Document document = ReportDocument.of(evidence);
      file.write(format.equals(HTML) ? HtmlWriter.write(document) : MarkdownWriter.write(document));
    } else {
      common.stderr().println("sparseout: no run could be read; there is no report");
    }
    print(written ? file.toString() : null, evidence);
    return written ? 0 : NOTHING_READ;
  }

  /** In the folder, if there is one alone. */
  private Path place() {
    String name = NAME + "." + format;
    boolean one = named.size() == 1 && Files.isDirectory(named.get(0));
    return one ? named.get(0).resolve(name) : Path.of(name);
  }

  private void print(String file, Evidence evidence) {
    if (common.json()) {
      List<String> runs =
          evidence.runs().stream().map(run -> run.run().folder().toString()).toList();
      List<String> faults = evidence.faults().stream().map(Fault::toString).toList();
      common.stdout().print(Json.document(new Written(file, runs, faults)));
    } else if (file != null) {
      common.stdout().println("report    " + file);
    }
    common.stdout().flush();
    common.stderr().flush();
  }
}
