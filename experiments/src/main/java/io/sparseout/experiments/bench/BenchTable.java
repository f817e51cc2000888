// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.experiments.tables.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as a table for people. */
final class BenchTable {
  private static final double BYTES_A_MB = 1 << 20;
  private static final String NOTHING = "-";

  private final boolean compared;
  private final Table table;

  /**
   * A table without results.
   *
   * @param compared the file that results are compared with, or null if none is
   */
  BenchTable(Path compared) {
    this.compared = compared != null;
    List<String> headings =
        new ArrayList<>(
            List.of(
                "workload",
                "threads",
                "rate",
                "unit",
                "ms a step",
                "steps",
                "bytes a step",
                "peak MB",
                "limit",
                "times base"));
    if (compared != null) {
      headings.add("times " + compared.getFileName());
    }
    table = new Table(headings.toArray(String[]::new));
  }

  /** Adds a row. */
  void add(BenchResult result) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                result.workload(),
                Integer.toString(result.threads()),
                text("%.4g", result.rate()),
                result.unit(),
                text(result.stepMillis() < 0.1 ? "%.5f" : "%.3f", result.stepMillis()),
                Integer.toString(result.steps()),
                result.allocatedBytes() == null ? NOTHING : result.allocatedBytes().toString(),
                result.peakBytes() == null
                    ? NOTHING
                    : text("%.1f", result.peakBytes() / BYTES_A_MB),
                result.limit() == null
                    ? NOTHING
                    : text(result.limit() + " %.0f %%", 100 * result.limitShare()),
                result.timesBase() == null ? NOTHING : text("%.2f", result.timesBase())));
    if (compared) {
      cells.add(result.rateRatio() == null ? NOTHING : text("%.2f", result.rateRatio()));
    }
    table.add(cells.toArray(String[]::new));
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** A line for each row. */
  @Override
  public String toString() {
    return table.toString();
  }
}
