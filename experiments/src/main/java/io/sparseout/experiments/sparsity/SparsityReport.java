// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run's rows say, as text: a table and a trend for each series, and what decides. */
final class SparsityReport {
  /** The p-value below which three decimals would say 0. */
  private static final double SMALLEST = 0.0005;

  private static final String LINE = System.lineSeparator();

  private final SparsityConfig config;
  private final List<Series> all;
  private final List<Trend> trends;

  SparsityReport(SparsityConfig config, List<SparsityRow> rows) {
    this.config = config;
    this.all = Series.all(config.comparesQ(), rows);
    this.trends = Trend.all(config, rows);
  }

  /** Means over seeds, with intervals where there are several, and what they come to. */
  String text() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String heading = all.size() == 1 ? "" : all.get(i).title() + LINE;
      parts.add(heading + table(all.get(i)));
      if (!trends.isEmpty()) {
        parts.add(sentence(trends.get(i)));
      }
    }
    trends.stream()
        .filter(trend -> trend.overExact() != null)
        .map(this::decides)
        .forEach(parts::add);
    return String.join(LINE, parts);
  }

  /** A line for each regularizer of a series. */
  private String table(Series series) {
    Table table =
        new Table(
            config.comparesQ() ? "q" : "regularizer",
            "Hoyer sparsity",
            series.code().inactiveName(),
            "mean activation",
            "test loss");
    series
        .byLabel()
        .forEach(
            (label, group) ->
                table.add(
                    config.comparesQ() ? group.get(0).q().toString() : label,
                    Interval.of(group, SparsityRow::hoyer).text(4),
                    Interval.of(group, series.code()::inactive).text(4),
                    Interval.of(group, SparsityRow::meanActivation).text(4),
                    Interval.of(group, SparsityRow::testLoss).text(5)));
    return table.toString();
  }

  private String sentence(Trend trend) {
    return "Hoyer sparsity falls with every step of q in "
        + trend.falling()
        + " of "
        + trend.seeds()
        + (trend.seeds() == 1 ? " seed" : " seeds")
        + ", in all by "
        + withInterval(trend.difference(), trend.upper())
        + "; Page's test of a fall: "
        + probability(trend.pValue())
        + "."
        + LINE
        + "Spearman's correlation of q with it is "
        + correlation(trend)
        + ", with the "
        + Code.of(trend.code()).inactiveName()
        + " "
        + number(trend.zerosSpearman())
        + "."
        + LINE;
  }

  private static String correlation(Trend trend) {
    if (trend.spearmanLower() == null || trend.spearmanUpper() == null) {
      return number(trend.spearman());
    }
    return String.format(
        Locale.ROOT,
        "%s (95 %% interval %s to %s; q has ties, which allow %.3f at the most)",
        number(trend.spearman()),
        number(trend.spearmanLower()),
        number(trend.spearmanUpper()),
        trend.spearmanBound());
  }

  /** Whether it is the gradient that makes small norms sparse, and by how much. */
  private String decides(Trend trend) {
    Contrast contrast = trend.overExact();
    return "Does the gradient decide it ("
        + trend.code()
        + " code, p = "
        + RegularizerChoice.number(trend.p())
        + ")? "
        + contrast.verdict()
        + LINE
        + String.format(
            Locale.ROOT,
            "From q = %s to Dropout Hoyer sparsity falls by %.4f with the published gradient and by"
                + " %.4f with the exact one: %s more%s.",
            RegularizerChoice.number(contrast.q()),
            contrast.published(),
            contrast.exact(),
            withInterval(contrast.difference(), contrast.upper()),
            contrast.pValue() == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    " (paired over %d seeds, %s)",
                    trend.seeds(),
                    probability(contrast.pValue())))
        + LINE;
  }

  private static String withInterval(double difference, Double upper) {
    return new Interval(difference, upper == null ? Double.NaN : upper - difference).text(4);
  }

  private static String number(Double value) {
    return value == null ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String probability(double p) {
    return p < SMALLEST ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }
}
