// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.tables.Table;
import java.util.List;
import java.util.Locale;

/** What a run's rows say: a line for each finding, in numbers and in words. */
final class TheoryReport {
  private final List<Finding> findings;

  TheoryReport(List<TheoryRow> rows) {
    this.findings = Finding.all(rows);
  }

  /** A table, and a sentence for each of its lines. */
  String text() {
    Table table = new Table("check", "model", "place", "cases", "worst", "limit", "result");
    StringBuilder sentences = new StringBuilder();
    for (Finding finding : findings) {
      boolean order = finding.lower() != null;
      table.add(
          finding.check(),
          wordOrDash(finding.model()),
          wordOrDash(finding.place()),
          Integer.toString(finding.cases()),
          number(finding.worst()),
          (order ? ">= " : "<= ") + number(finding.limit()),
          result(finding));
      sentences
          .append(finding.check())
          .append(": ")
          .append(finding.text())
          .append(System.lineSeparator());
    }
    return table + System.lineSeparator() + sentences;
  }

  private static String result(Finding finding) {
    if (finding.open()) {
      return "open";
    }
    return finding.holds() ? "holds" : "FAILS";
  }

  private static String wordOrDash(String word) {
    return word == null ? "-" : word;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
