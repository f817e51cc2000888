// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.experiments.compare.Comparison;
import io.sparseout.experiments.compare.ComparisonReport;
import io.sparseout.experiments.statistics.Interval;
import java.util.List;

/** What a run's rows and comparisons say, as text. */
final class LanguageReport {
  private LanguageReport() {}

  /** A line for each setting at its chosen p, and what must be known to read it. */
  static String text(LanguageConfig config, List<LanguageRow> rows, List<Comparison> comparisons) {
    ComparisonReport<LanguageRow> report =
        new ComparisonReport<>(rows, comparisons)
            .add(
                "validation perplexity",
                group -> Interval.of(group, LanguageRow::validationPerplexity).text(2))
            .add(
                "test perplexity",
                group -> Interval.of(group, LanguageRow::testPerplexity).text(2));
    if (config.ofCharacters()) {
      report.add(
          "test bits a character", group -> Interval.of(group, LanguageRow::testBits).text(3));
    }
    for (int i = 0; i < config.choice().layers(); i++) {
      int layer = i;
      report.add(
          "Hoyer, layer " + (layer + 1),
          group -> Interval.of(group, row -> row.sparsity().get(layer).hoyer()).text(3));
    }
    String line = System.lineSeparator();
    return config.settings()
        + "; p is each one's best on the validation text"
        + (config.selectSeeds() == config.seeds().size()
            ? ""
            : ", with " + seeds(config.selectSeeds()))
        + line
        + line
        + report.text("minus Dropout, %")
        + "Differences and tests are of 100 ln perplexity, percents but for higher orders: below 0 is"
        + " better."
        + line;
  }

  private static String seeds(int count) {
    return count == 1 ? "1 seed" : count + " seeds";
  }
}
