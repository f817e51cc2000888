// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import static java.util.stream.Collectors.joining;

import io.sparseout.experiments.tables.Table;
import java.util.List;
import java.util.Locale;

/** A run's costs as tables for people, and what they say of Sparseout. */
final class CostReport {
  private static final String LINE = System.lineSeparator();
  private static final String NOTHING = "-";
  private static final double BYTES_A_KB = 1 << 10;
  private static final double BYTES_A_MB = 1 << 20;

  private final CostConfig config;
  private final List<CostRow> rows;

  CostReport(CostConfig config, List<CostRow> rows) {
    this.config = config;
    this.rows = rows;
  }

  /** The tables and sentences, each step's with what was left out of it. */
  String text() {
    StringBuilder text =
        new StringBuilder(config.rounds() + " rounds, medians with 95 % intervals");
    text.append(LINE);
    for (String workload : config.workloads()) {
      text.append(LINE).append(table(workload));
      config.leftOut().stream()
          .filter(out -> out.workload().equals(workload))
          .forEach(
              out ->
                  text.append("not measured: " + out.regularizer() + ", " + out.why())
                      .append(LINE));
    }
    return text + findings();
  }

  private Table table(String workload) {
    Table table =
        new Table(workload, "ms a step", "times " + config.baseline(), "kB a step", "heap MB");
    for (CostRow row : rows) {
      if (row.workload().equals(workload)) {
        int decimals = row.medianMillis() < 10 ? 3 : 1;
        table.add(
            row.regularizer(),
            interval(row.medianMillis(), row.lowerMillis(), row.upperMillis(), decimals),
            row.ratioToDropout() == null
                ? NOTHING
                : interval(row.ratioToDropout(), row.ratioLower(), row.ratioUpper(), 3),
            number(row.allocatedBytes() / BYTES_A_KB, 1),
            number(row.heapBytes() / BYTES_A_MB, 1));
      }
    }
    return table;
  }

  private String findings() {
    return CostFinding.all(rows).stream()
        .map(CostReport::sentence)
        .collect(joining(LINE, LINE, LINE));
  }

  private static String sentence(CostFinding finding) {
    String verdict =
        finding.holds()
            ? "within"
            : finding.lower() > finding.limit() ? "above" : "not shown to be within";
    return finding.workload()
        + ": "
        + finding.regularizer()
        + " takes "
        + interval(finding.ratio(), finding.lower(), finding.upper(), 3)
        + " times Dropout's time, "
        + verdict
        + " "
        + finding.limit();
  }

  private static String interval(double value, double lower, double upper, int decimals) {
    return number(value, decimals)
        + " ["
        + number(lower, decimals)
        + ", "
        + number(upper, decimals)
        + "]";
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
