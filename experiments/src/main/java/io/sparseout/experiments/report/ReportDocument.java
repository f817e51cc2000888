// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.claims.Claim;
import io.sparseout.experiments.claims.Claims;
import io.sparseout.experiments.claims.Verdict;
import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.Column;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.document.Document;
import io.sparseout.experiments.document.Figure;
import io.sparseout.experiments.document.Notice;
import io.sparseout.experiments.document.Paragraph;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.document.Section;
import io.sparseout.experiments.document.Tone;
import io.sparseout.experiments.machine.Version;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a document of runs: a function of what their folders hold and of this program alone. */
final class ReportDocument {
  /** Begins what a report says of its maker, by which the file is known as one. */
  static final String GENERATOR = "Sparseout for Java, report";

  private final Evidence evidence;
  private final List<ReportedRun> runs;
  private final List<ClaimSection> claims = new ArrayList<>();
  private final List<Verdict> verdicts;

  private ReportDocument(Evidence evidence) {
    this.evidence = evidence;
    this.runs = evidence.runs();
    this.verdicts = Claims.verdicts(runs.stream().map(ReportedRun::run).toList());
    for (Claim claim : Claim.values()) {
      List<Verdict> own = verdicts.stream().filter(verdict -> verdict.claim() == claim).toList();
      claims.add(new ClaimSection(claim, own, runs));
    }
  }

  /** The document on some runs. */
  static Document of(Evidence evidence) {
    return new ReportDocument(evidence).document();
  }

  private Document document() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(summary());
    if (!evidence.faults().isEmpty()) {
      blocks.add(faults());
    }
    if (isOfClaims()) {
      List<Block> sections = new ArrayList<>();
      claims.forEach(claim -> sections.add(claim.section()));
      blocks.add(new Section("claims", "The paper’s claims", sections));
    }
    List<Block> sections = new ArrayList<>();
    runs.forEach(run -> sections.add(section(run)));
    blocks.add(new Section("runs", runs.size() == 1 ? "The run" : "The runs", sections));
    blocks.add(method());
    String title =
        isOfClaims()
            ? "Sparseout: the paper’s claims, as measured"
            : "Sparseout: what was measured";
    return new Document(title, GENERATOR + " " + Version.current(), blocks);
  }

  private boolean isOfClaims() {
    return verdicts.stream().anyMatch(verdict -> verdict.run() != null);
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    long rows = runs.stream().mapToLong(run -> run.run().rows().size()).sum();
    blocks.add(
        Paragraph.of(
            (runs.size() == 1 ? "One run" : runs.size() + " runs")
                + " with "
                + rows
                + " rows in all. "
                + ReportedRun.checked(runs)));
    blocks.add(state());
    if (isOfClaims()) {
      blocks.add(verdicts());
    } else {
      blocks.add(Paragraph.of("None of the runs bears on a claim of the paper."));
    }
    blocks.add(overview());
    return new Section("summary", "Summary", blocks);
  }

  private Block state() {
    List<Fault> grave = evidence.grave();
    Phrase link = Phrase.link("what to know of the folders", "faults");
    if (grave.isEmpty()) {
      List<Phrase> phrases = new ArrayList<>();
      phrases.add(Phrase.of("Nothing was found to be wrong with the runs’ folders."));
      if (!evidence.faults().isEmpty()) {
        phrases.add(Phrase.of(" Another commit made some: "));
        phrases.add(link);
        phrases.add(Phrase.of("."));
      }
      return new Notice(Tone.GOOD, phrases);
    }
    return new Notice(
        tone(grave),
        List.of(
            Phrase.of(
                grave.size() == 1
                    ? "One thing must be known of the runs’ folders: "
                    : grave.size() + " things must be known of the runs’ folders: "),
            link,
            Phrase.of(".")));
  }

  /** That of the gravest. */
  private static Tone tone(List<Fault> faults) {
    List<Tone> tones = faults.stream().map(fault -> fault.kind().tone()).toList();
    return tones.contains(Tone.BAD) ? Tone.BAD : tones.contains(Tone.OPEN) ? Tone.OPEN : Tone.PLAIN;
  }

  private DataTable verdicts() {
    return new DataTable(
        "Each claim of the paper with the verdict of a test that was named before the run.",
        List.of(
            Column.words("claim"),
            Column.words("verdict"),
            Column.words("run"),
            Column.words("effect or reason")),
        claims.stream().flatMap(claim -> claim.lines().stream()).toList());
  }

  private DataTable overview() {
    List<List<Phrase>> rows = new ArrayList<>();
    for (ReportedRun reported : runs) {
      RecordedRun run = reported.run();
      rows.add(
          List.of(
              reported.link(),
              Phrase.of(Members.cut(run.status())),
              Phrase.of(Integer.toString(run.rows().size())),
              Phrase.of(Integer.toString(RunSection.seeds(run).size())),
              Phrase.of(Members.text(run.provenance(), "version")),
              Phrase.of(Members.text(run.provenance(), "started"))));
    }
    return new DataTable(
        "What was run.",
        List.of(
            Column.words("run"),
            Column.words("status"),
            Column.numbers("rows"),
            Column.numbers("seeds"),
            Column.words("version"),
            Column.words("started (UTC)")),
        rows);
  }

  private Section faults() {
    List<List<Phrase>> rows = new ArrayList<>();
    for (Fault fault : evidence.faults()) {
      rows.add(
          List.of(
              Phrase.of(fault.folder().toString()),
              Phrase.mark(fault.kind().toString(), fault.kind().tone()),
              Phrase.of(fault.text())));
    }
    return new Section(
        "faults",
        "What to know of the folders",
        List.of(
            new DataTable(
                "What was found when the folders were read. The report goes on with all that can be"
                    + " read.",
                List.of(Column.words("folder"), Column.words("kind"), Column.words("what")),
                rows)));
  }

  /** A figure that a claim shows is not shown again with its run. */
  private Section section(ReportedRun reported) {
    Map<String, Figure> figures = new LinkedHashMap<>(reported.plots().figures());
    List<Phrase> elsewhere = new ArrayList<>();
    for (ClaimSection claim : claims) {
      Map<String, Figure> shown = claim.figures(reported);
      if (figures.keySet().removeAll(shown.keySet())) {
        elsewhere.add(
            Phrase.of(
                elsewhere.isEmpty() ? "More figures of this run stand with the claims: " : "; "));
        elsewhere.add(claim.link());
      }
    }
    RunSection section =
        new RunSection(reported.run(), reported.checks(), evidence.faults(reported));
    return section.section(reported.id(), List.copyOf(figures.values()), elsewhere);
  }

  private static Section method() {
    return new Section(
        "reading",
        "How to read this",
        List.of(
            Paragraph.of(
                "n counts seeds: a seed decides initial weights, the order of examples and the noise."
                    + " An interval of a mean is Student’s t, 95 %, over seeds; it says how far another"
                    + " set of seeds might have led, on the same data. Comparisons are paired over"
                    + " seeds. Where several are made in a run, p-values are given as they are and"
                    + " corrected after Holm."),
            Paragraph.of(
                "Hoyer sparsity is 0 where all units are equally active and 1 where one alone is. q = 2"
                    + " is Dropout. Results are a function of configuration and seed, the same bits for"
                    + " any number of threads, kernels and JDK; times are not."),
            Paragraph.of(
                "This document was written by " + GENERATOR + " " + Version.current() + ".")));
  }
}
