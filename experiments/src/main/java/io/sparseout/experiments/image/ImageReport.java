// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.compare.Comparison;
import io.sparseout.experiments.compare.ComparisonReport;
import io.sparseout.experiments.statistics.Interval;
import java.util.List;

/** What a run's rows and comparisons say, as text. */
final class ImageReport {
  private ImageReport() {}

  /** A line for each setting at its chosen p, and what must be known to read it. */
  static String text(ImageConfig config, List<ImageRow> rows, List<Comparison> comparisons) {
    ComparisonReport<ImageRow> report =
        new ComparisonReport<>(rows, comparisons)
            .add(
                "test accuracy, %",
                group -> Interval.of(group, row -> 100 * row.testAccuracy()).text(2))
            .add("test loss", group -> Interval.of(group, ImageRow::testLoss).text(4))
            .add(
                "Hoyer sparsity",
                group -> ComparisonReport.mean(Interval.of(group, ImageRow::hoyer), 3))
            .add(
                "share of zeros",
                group -> ComparisonReport.mean(Interval.of(group, ImageRow::zeroFraction), 3));
    String line = System.lineSeparator();
    return config.settings()
        + "; p is each one's best on the validation images"
        + line
        + line
        + report.text("minus Dropout, points");
  }
}
