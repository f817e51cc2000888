// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.experiments.claims.Claim;
import io.sparseout.experiments.claims.Outcome;
import io.sparseout.experiments.claims.Verdict;
import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.Figure;
import io.sparseout.experiments.document.Gallery;
import io.sparseout.experiments.document.Items;
import io.sparseout.experiments.document.Paragraph;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.document.Section;
import io.sparseout.experiments.document.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the runs say of one of the paper's claims, with the figures that show it. */
final class ClaimSection {
  /** Effects have their intervals at their ends: only what no judge says is cut. */
  private static final int LONGEST = 2000;

  private final Claim claim;
  private final List<Verdict> verdicts;
  private final List<ReportedRun> runs;

  /**
   * A section.
   *
   * @param verdicts on the claim, one or more
   * @param runs of the whole report
   */
  ClaimSection(Claim claim, List<Verdict> verdicts, List<ReportedRun> runs) {
    this.claim = claim;
    this.verdicts = verdicts;
    this.runs = runs;
  }

  /** What links lead to it by. */
  String id() {
    return "claim-" + claim.number();
  }

  private String title() {
    return claim.number() + ". " + claim.statement();
  }

  /** The way to it. */
  Phrase link() {
    return Phrase.link(title(), id());
  }

  /** A line for each verdict: the claim, the outcome, the run, the effect. */
  List<List<Phrase>> lines() {
    List<List<Phrase>> lines = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      Phrase run = reported(verdict).map(ReportedRun::link).orElse(Phrase.of(Numbers.NOTHING));
      lines.add(List.of(link(), mark(verdict.outcome()), run, said(verdict)));
    }
    return lines;
  }

  /** The first effect, and the way to the others where there are more. */
  private Phrase said(Verdict verdict) {
    List<String> effects = verdict.effects();
    if (effects.isEmpty()) {
      return Phrase.of(sentence(verdict.reason()) + warning(verdict));
    }
    String first = ended(effects.get(0));
    return effects.size() == 1
        ? Phrase.of(first + warning(verdict))
        : Phrase.link(first + " And " + (effects.size() - 1) + " more." + warning(verdict), id());
  }

  /** A verdict is worth no more than what it rests on. */
  private String warning(Verdict verdict) {
    return reported(verdict).filter(ReportedRun::isChanged).isPresent()
        ? " But the run’s folder was changed since the program wrote it."
        : "";
  }

  /** The figures of a run that are shown here, by the names of their plots. */
  Map<String, Figure> figures(ReportedRun run) {
    Map<String, Figure> own = new LinkedHashMap<>(run.plots().figures());
    boolean isHere =
        verdicts.stream().anyMatch(verdict -> reported(verdict).filter(run::equals).isPresent());
    own.keySet().removeIf(plot -> !isHere || !claim.isShownBy(plot));
    return own;
  }

  private Optional<ReportedRun> reported(Verdict verdict) {
    return runs.stream()
        .filter(run -> verdict.run() != null)
        .filter(run -> run.run().folder().equals(verdict.run().folder()))
        .findFirst();
  }

  /** The section. */
  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Paragraph.of(Phrase.strong("Test, named before the run. "), Phrase.of(claim.test())));
    List<Figure> figures = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      blocks.add(finding(verdict));
      if (!verdict.effects().isEmpty()) {
        blocks.add(
            new Items(verdict.effects().stream().map(e -> Phrase.strong(ended(e))).toList()));
      }
      reported(verdict).ifPresent(run -> figures.addAll(figures(run).values()));
    }
    if (!figures.isEmpty()) {
      blocks.add(new Gallery(figures));
    }
    return new Section(id(), title(), blocks);
  }

  private Paragraph finding(Verdict verdict) {
    List<Phrase> phrases = new ArrayList<>();
    phrases.add(mark(verdict.outcome()));
    phrases.add(Phrase.of(" "));
    phrases.add(Phrase.of(sentence(verdict.reason()) + warning(verdict)));
    reported(verdict)
        .ifPresent(
            run -> {
              phrases.add(Phrase.of(" Run: "));
              phrases.add(run.link());
            });
    return new Paragraph(phrases);
  }

  /** A formula that begins with a small letter stays as it is. */
  private static String sentence(String text) {
    String ended = ended(text);
    boolean word = ended.length() > 1 && Character.isLowerCase(ended.charAt(1));
    return word ? ended.substring(0, 1).toUpperCase(Locale.ROOT) + ended.substring(1) : ended;
  }

  /** What begins with a name, such as that of a network, keeps its small letter. */
  private static String ended(String text) {
    String cut = Members.cut(text, LONGEST);
    return cut + (cut.endsWith(".") ? "" : ".");
  }

  private static Phrase mark(Outcome outcome) {
    Tone tone =
        switch (outcome) {
          case SUPPORTED -> Tone.GOOD;
          case NOT_SUPPORTED -> Tone.BAD;
          case UNDECIDED -> Tone.OPEN;
        };
    return Phrase.mark(outcome.text(), tone);
  }
}
