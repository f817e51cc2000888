// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonObject;
import io.sparseout.experiments.document.Column;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.document.Phrase;
import io.sparseout.experiments.document.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A table with a line for each of a run's records, such as its comparisons. */
final class ListTable {
  private final String caption;
  private final List<Shown> columns = new ArrayList<>();

  private record Shown(Column column, Function<JsonObject, Phrase> cell) {}

  /** A table without columns yet. */
  ListTable(String caption) {
    this.caption = caption;
  }

  /** Shows a member as words, with an empty cell for null. */
  ListTable words(String heading, String member) {
    return add(Column.words(heading), o -> Phrase.of(Members.text(o, member)));
  }

  /** Shows a number. */
  ListTable number(String heading, String path) {
    return add(Column.numbers(heading), o -> Phrase.of(Numbers.of(Members.number(o, path))));
  }

  /** Shows a number whose sign is the point. */
  ListTable difference(String heading, String path) {
    return add(
        Column.numbers(heading), o -> Phrase.of(Numbers.difference(Members.number(o, path))));
  }

  /** Shows an interval by its ends. */
  ListTable range(String heading, String lower, String upper) {
    return add(
        Column.numbers(heading),
        o -> Phrase.of(Numbers.range(Members.number(o, lower), Members.number(o, upper))));
  }

  /** Shows a p-value. */
  ListTable probability(String heading, String path) {
    return add(
        Column.numbers(heading), o -> Phrase.of(Numbers.probability(Members.number(o, path))));
  }

  /** Shows a part of a whole: {@code 5 of 5}. */
  ListTable share(String heading, String part, String whole) {
    return add(
        Column.numbers(heading),
        o ->
            Phrase.of(
                Numbers.of(Members.number(o, part))
                    + " of "
                    + Numbers.of(Members.number(o, whole))));
  }

  /** Shows whether something holds, is open, or fails. */
  ListTable holds(String heading, String holds, String open) {
    return add(
        Column.words(heading),
        o -> {
          if (Members.isTrue(o, holds)) {
            return Phrase.mark("holds", Tone.GOOD);
          }
          return Members.isTrue(o, open)
              ? Phrase.mark("open", Tone.OPEN)
              : Phrase.mark("fails", Tone.BAD);
        });
  }

  /** Shows whether an interval lies within a limit, beyond it, or on both sides. */
  ListTable within(String heading, String lower, String upper, String limit) {
    return add(
        Column.words(heading),
        o -> {
          double most = Members.number(o, limit);
          if (Members.number(o, upper) <= most) {
            return Phrase.mark("within", Tone.GOOD);
          }
          return Members.number(o, lower) > most
              ? Phrase.mark("beyond", Tone.BAD)
              : Phrase.mark("open", Tone.OPEN);
        });
  }

  /** Shows on which side of 0 an interval lies: what it says there, else that it is open. */
  ListTable sign(String heading, String lower, String upper, String above, String below) {
    return add(
        Column.words(heading),
        o -> {
          if (Members.number(o, lower) > 0) {
            return Phrase.of(above);
          }
          return Phrase.of(Members.number(o, upper) < 0 ? below : "open");
        });
  }

  private ListTable add(Column column, Function<JsonObject, Phrase> cell) {
    columns.add(new Shown(column, cell));
    return this;
  }

  /** The table without columns that would be empty; nothing where there are no records. */
  Optional<DataTable> of(List<JsonObject> records) {
    List<Shown> shown =
        columns.stream()
            .filter(column -> records.stream().anyMatch(o -> !isEmpty(column.cell().apply(o))))
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    List<List<Phrase>> rows = new ArrayList<>();
    for (JsonObject each : records) {
      rows.add(shown.stream().map(column -> column.cell().apply(each)).toList());
    }
    return Optional.of(new DataTable(caption, shown.stream().map(Shown::column).toList(), rows));
  }

  private static boolean isEmpty(Phrase cell) {
    return cell.text().isEmpty() || cell.text().equals(Numbers.NOTHING);
  }
}
