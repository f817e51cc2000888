// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.Column;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.document.Details;
import io.sparseout.experiments.document.Figure;
import io.sparseout.experiments.document.Gallery;
import io.sparseout.experiments.document.Notice;
import io.sparseout.experiments.document.Pairs;
import io.sparseout.experiments.document.Paragraph;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.document.Section;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a report says of one run. */
final class RunSection {
  private static final int MOST_ROWS = 2000;

  private final RecordedRun run;
  private final RunChecks checks;
  private final List<Fault> faults;

  RunSection(RecordedRun run, RunChecks checks, List<Fault> faults) {
    this.run = run;
    this.checks = checks;
    this.faults = faults;
  }

  /**
   * The section.
   *
   * @param id what links to it lead to
   * @param figures those that are not shown elsewhere
   * @param elsewhere what is said of the others; empty if there are none
   */
  Section section(String id, List<Figure> figures, List<Phrase> elsewhere) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(overview());
    for (Fault fault : faults) {
      blocks.add(
          new Notice(
              fault.kind().tone(),
              List.of(Phrase.strong(fault.kind() + ": "), Phrase.of(fault.text() + "."))));
    }
    blocks.addAll(ExperimentTables.of(run));
    if (!figures.isEmpty()) {
      blocks.add(new Gallery(figures));
    }
    if (!elsewhere.isEmpty()) {
      blocks.add(new Paragraph(elsewhere));
    }
    blocks.addAll(Commands.of(run));
    blocks.add(new Details("Configuration and provenance", provenance()));
    allRows().ifPresent(blocks::add);
    return new Section(id, title(run), blocks);
  }

  /** What a run is called: its experiment and its folder. */
  static String title(RecordedRun run) {
    return Members.cut(run.experiment()) + ": " + run.folder();
  }

  private Block overview() {
    List<Phrase> phrases = new ArrayList<>();
    phrases.add(Phrase.of(run.rows().size() + " rows"));
    Set<String> seeds = seeds(run);
    if (!seeds.isEmpty()) {
      phrases.add(Phrase.of("; seeds " + String.join(", ", seeds)));
    }
    String data = Members.text(run.config(), "data");
    if (!data.isEmpty()) {
      phrases.add(Phrase.of("; data "));
      phrases.add(Phrase.code(data));
    }
    String preset = Members.text(run.config(), "preset");
    if (!preset.isEmpty()) {
      phrases.add(Phrase.of("; preset "));
      phrases.add(Phrase.code(preset));
    }
    phrases.add(Phrase.of(". " + training()));
    return new Paragraph(phrases);
  }

  private String training() {
    double seconds =
        run.rows().stream()
            .mapToDouble(row -> Members.number(row, "trainSeconds"))
            .filter(each -> each >= 0)
            .sum();
    return seconds > 0 ? "Training took " + Numbers.of(seconds, 3) + " s in all." : "";
  }

  /** The seeds of a run's rows, each once. */
  static Set<String> seeds(RecordedRun run) {
    return run.rows().stream()
        .map(row -> Members.whole(row, "seed"))
        .filter(seed -> !seed.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Block> provenance() {
    List<Pairs.Pair> config = new ArrayList<>();
    run.config()
        .asMap()
        .forEach((name, value) -> config.add(Pairs.Pair.code(name, Members.json(value))));
    List<Pairs.Pair> origin = new ArrayList<>();
    origin("", run.provenance(), origin);
    run.data()
        .forEach(data -> origin.add(Pairs.Pair.code("SHA-256 of " + data.name(), data.sha256())));
    List<Block> blocks = new ArrayList<>();
    blocks.add(Paragraph.of(Phrase.strong("Configuration")));
    blocks.add(new Pairs(config));
    blocks.add(Paragraph.of(Phrase.strong("Provenance")));
    blocks.add(new Pairs(origin));
    hashes().ifPresent(blocks::add);
    return blocks;
  }

  private static void origin(String prefix, JsonObject object, List<Pairs.Pair> pairs) {
    object
        .asMap()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonObject inner) {
                origin(prefix + name + " ", inner, pairs);
              } else {
                pairs.add(Pairs.Pair.code(prefix + name, Members.json(value)));
              }
            });
  }

  private Optional<Block> hashes() {
    Map<String, RunChecks.Weights> checked = checks.weights();
    List<List<Phrase>> rows = new ArrayList<>();
    for (JsonObject row : run.rows()) {
      String hash = Members.text(row, "weightsSha256");
      if (!hash.isEmpty()) {
        String trial = Members.text(row, "trial");
        String state = String.valueOf(checked.getOrDefault(trial, RunChecks.Weights.NOT_SAVED));
        rows.add(List.of(Phrase.of(trial), Phrase.code(hash), Phrase.of(state)));
      }
    }
    List<Column> columns =
        List.of(Column.words("trial"), Column.words("SHA-256"), Column.words("its checkpoint"));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataTable("SHA-256 of the trained weights.", columns, rows));
  }

  private Optional<Block> allRows() {
    Set<String> names = ExperimentTables.names(run.rows());
    names.remove("weightsSha256");
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      boolean numeric =
          run.rows().stream()
              .map(row -> row.get(name))
              .filter(Members::isSimple)
              .allMatch(value -> value.getAsJsonPrimitive().isNumber());
      columns.add(new Column(Members.cut(name), numeric));
    }
    List<List<Phrase>> cells =
        run.rows().stream()
            .limit(MOST_ROWS)
            .map(row -> names.stream().map(name -> cell(row, name)).toList())
            .toList();
    String shown =
        cells.size() < run.rows().size() ? "The first " + MOST_ROWS + " of " : "Each of ";
    String caption =
        shown
            + run.rows().size()
            + " rows as recorded, numbers to six digits; what has parts is in results.json.";
    String source = run.folder().resolve("results.json").toString();
    DataTable table = new DataTable(caption, columns, cells, source);
    return Optional.of(new Details("All rows: every trial, every seed", List.of(table)));
  }

  private static Phrase cell(JsonObject row, String name) {
    JsonElement value = row.get(name);
    return Phrase.of(
        name.equals("seed")
            ? Members.whole(row, name)
            : Members.isSimple(value) ? Members.text(value) : "");
  }
}
