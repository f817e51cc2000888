// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import io.sparseout.experiments.tables.Table;

/** What came of a repetition, as text for people. */
final class ReproductionReport {
  private static final String NOTHING = "-";

  /** Of a hash, as much as tells it from another. */
  private static final int LONGEST = 40;

  /** Rows without a difference that are worth their lines. */
  private static final int MOST_EQUAL = 20;

  private final Reproduction found;

  ReproductionReport(Reproduction found) {
    this.found = found;
  }

  /** The tables, and in a last line what they come to. */
  String text() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append(rows()).append(line);
    if (!found.equal()) {
      text.append(differences()).append(line);
    }
    text.append(sides()).append(line);
    return text.append(verdict()).append(line).toString();
  }

  /** All rows, or where they are many, those that differ and the first of the others. */
  private Table rows() {
    Table table = new Table("row", "weights", "values compared", "differ");
    int equal = 0;
    for (RowComparison row : found.rows()) {
      if (row.isEqual() && ++equal > MOST_EQUAL) {
        continue;
      }
      String weights = row.weights() == null ? NOTHING : row.weights() ? "equal" : "differ";
      table.add(
          row.row(),
          weights,
          Integer.toString(row.compared()),
          Integer.toString(row.differences().size()));
    }
    if (equal > MOST_EQUAL) {
      table.add("and " + (equal - MOST_EQUAL) + " more", NOTHING, NOTHING, "0");
    }
    return table;
  }

  private Table differences() {
    Table table = new Table("row", "value", "recorded", "now");
    for (RowComparison row : found.rows()) {
      for (RowComparison.Difference difference : row.differences()) {
        table.add(
            row.row(),
            difference.member() == null ? "the whole row" : difference.member(),
            shown(difference.recorded()),
            shown(difference.repeated()));
      }
    }
    return table;
  }

  private static String shown(String value) {
    if (value == null) {
      return "is missing";
    }
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
  }

  private Table sides() {
    Reproduction.Side before = found.recorded();
    Reproduction.Side now = found.repeated();
    Table table = new Table("", "recorded", "now");
    table.add("status", before.status(), now.status());
    table.add("version", before.version(), now.version());
    table.add("commit", before.commit(), now.commit());
    table.add("Java", before.java(), now.java());
    table.add("processor", before.cpu(), now.cpu());
    table.add("kernels", before.kernels(), now.kernels());
    table.add("threads", before.threads(), now.threads());
    table.add("data, SHA-256", before.data(), now.data());
    return table;
  }

  private String verdict() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    if (!found.notCompared().isEmpty()) {
      text.append("Times and memory are not compared: ");
      text.append(String.join(", ", found.notCompared())).append('.').append(line);
    }
    if (found.newRows() > 0) {
      text.append("The recorded run ended early: ").append(found.newRows());
      text.append(" rows are new.").append(line);
    }
    if (found.rows().isEmpty()) {
      text.append("The record has no rows");
      return text.append(
              found.equal() ? ", and its repetition fails too." : ": there is nothing to compare.")
          .toString();
    }
    text.append(found.equal() ? "Equal: " : "Different: ");
    text.append(found.equalRows()).append(" of ").append(found.rows().size());
    text.append(" rows are the same bits in every value.");
    if (found.ofTimes()) {
      text.append(line)
          .append("What was measured are times, which are not compared: this is of names");
      text.append(" and settings alone.");
    }
    if (!found.equal() && !found.recorded().isOfProgramOf(found.repeated())) {
      text.append(line).append("The record is of another version or commit, which may be why.");
    }
    return text.toString();
  }
}
