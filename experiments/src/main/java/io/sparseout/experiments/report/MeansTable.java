// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonObject;
import io.sparseout.experiments.document.Column;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A table of a run's rows grouped by what they were trained with: for each group the means of some
 * measures over its rows, which differ in their seed, with 95 % intervals by Student's t.
 */
final class MeansTable {
  private static final String SAMPLE = "n";

  private final String subject;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, ToDoubleFunction<JsonObject>> measures = new LinkedHashMap<>();

  /**
   * A table with nothing in it yet.
   *
   * @param subject what it is of, the first words of its caption
   */
  MeansTable(String subject) {
    this.subject = subject;
  }

  /** Groups by a member too. */
  MeansTable key(String heading, String member) {
    keys.put(heading, member);
    return this;
  }

  /** Shows a measure: a member, or one within another, times a factor. */
  MeansTable measure(String heading, String path, double factor) {
    return measure(heading, row -> factor * Members.number(row, path));
  }

  /** Shows a measure that is computed of the row; NaN where it is not there. */
  MeansTable measure(String heading, ToDoubleFunction<JsonObject> measure) {
    measures.put(heading, measure);
    return this;
  }

  /**
   * The table, without columns that would be empty; nothing where there are no rows or measures.
   */
  Optional<DataTable> of(List<JsonObject> rows) {
    Map<String, String> shownKeys = new LinkedHashMap<>(keys);
    shownKeys.values().removeIf(key -> rows.stream().allMatch(r -> Members.text(r, key).isEmpty()));
    Map<String, ToDoubleFunction<JsonObject>> shown = new LinkedHashMap<>(measures);
    shown.values().removeIf(m -> rows.stream().allMatch(row -> Double.isNaN(m.applyAsDouble(row))));
    if (rows.isEmpty() || shown.isEmpty() || shownKeys.isEmpty()) {
      return Optional.empty();
    }
    Map<List<String>, List<JsonObject>> groups = new LinkedHashMap<>();
    for (JsonObject row : rows) {
      List<String> group = shownKeys.values().stream().map(key -> Members.text(row, key)).toList();
      groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(row);
    }
    List<Column> columns = new ArrayList<>();
    shownKeys.keySet().forEach(heading -> columns.add(Column.words(heading)));
    columns.add(Column.numbers(SAMPLE));
    shown.keySet().forEach(heading -> columns.add(Column.numbers(heading)));
    List<List<Phrase>> cells = new ArrayList<>();
    groups.forEach((group, members) -> cells.add(cells(group, members, shown)));
    int most = groups.values().stream().mapToInt(List::size).max().orElse(0);
    return Optional.of(new DataTable(caption(most), columns, cells));
  }

  private static List<Phrase> cells(
      List<String> group,
      List<JsonObject> members,
      Map<String, ToDoubleFunction<JsonObject>> shown) {
    List<Phrase> cells = new ArrayList<>();
    group.forEach(key -> cells.add(Phrase.of(key.isEmpty() ? Numbers.NOTHING : key)));
    cells.add(Phrase.of(Integer.toString(members.size())));
    shown.values().forEach(measure -> cells.add(Phrase.of(mean(members, measure))));
    return cells;
  }

  private static String mean(List<JsonObject> rows, ToDoubleFunction<JsonObject> measure) {
    List<JsonObject> measured =
        rows.stream().filter(row -> !Double.isNaN(measure.applyAsDouble(row))).toList();
    if (measured.isEmpty()) {
      return Numbers.NOTHING;
    }
    Interval interval = Interval.of(measured, measure);
    String text = Numbers.of(interval.mean(), interval.halfWidth());
    return measured.size() == rows.size() ? text : text + " (n = " + measured.size() + ")";
  }

  private String caption(int most) {
    return most > 1
        ? subject + ": means over n seeds ± half a 95 % interval by Student’s t."
        : subject + ". One seed each: no intervals.";
  }
}
