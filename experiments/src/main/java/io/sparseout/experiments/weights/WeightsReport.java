// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.tables.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a run's rows and comparisons say, as text. */
final class WeightsReport {
  private static final String NOTHING = "-";
  private static final int WIDTH = 110;
  private static final String LINE = System.lineSeparator();

  private final WeightsConfig config;
  private final Map<String, List<WeightsRow>> groups;
  private final List<Effect> effects;

  WeightsReport(WeightsConfig config, List<WeightsRow> rows, List<Effect> effects) {
    this.config = config;
    this.groups = WeightsRow.groups(rows);
    this.effects = effects;
  }

  /** The tables, the verdicts and what must be known to read them. */
  String text() {
    return config.settings()
        + LINE
        + LINE
        + means()
        + LINE
        + layers()
        + LINE
        + (effects.isEmpty()
            ? "No comparison: it needs none and another regularizer." + LINE
            : differences() + LINE + verdicts())
        + LINE
        + note()
        + LINE;
  }

  /** A line for each setting: means over its seeds, with intervals where there are several. */
  private Table means() {
    List<String> headings = new ArrayList<>(List.of("trained weights"));
    for (WeightMeasure measure : WeightMeasure.values()) {
      headings.add(measure.heading());
    }
    headings.add("scale");
    Table table = new Table(headings.toArray(String[]::new));
    table.add(untrained());
    groups.forEach(
        (setting, group) -> {
          List<String> cells = new ArrayList<>(List.of(setting));
          for (WeightMeasure measure : WeightMeasure.values()) {
            cells.add(mean(Interval.of(group, measure::of), measure.decimals()));
          }
          cells.add(
              String.format(
                  Locale.ROOT,
                  "%.4f",
                  Interval.of(group, row -> row.weights().rootMeanSquare()).mean()));
          table.add(cells.toArray(String[]::new));
        });
    return table;
  }

  private String[] untrained() {
    List<WeightsRow> any = groups.values().iterator().next();
    List<WeightSummary> before = any.stream().map(WeightsRow::untrained).toList();
    return new String[] {
      "(before training)",
      number(before, 2, one -> 100 * one.nearZeroFraction()),
      number(before, 2, one -> 100 * one.relativeNearZeroFraction()),
      number(before, 4, WeightSummary::hoyer),
      number(before, 4, WeightSummary::gini),
      number(before, 2, WeightSummary::kurtosisOrNaN),
      NOTHING,
      number(before, 4, WeightSummary::rootMeanSquare)
    };
  }

  /** A line for each layer of each setting. */
  private Table layers() {
    Table table =
        new Table(
            "layer by layer",
            "zeros, %",
            "near 0, %",
            "near 0 to scale, %",
            "Hoyer",
            "Gini",
            "kurtosis",
            "scale");
    groups.forEach(
        (setting, group) -> {
          for (int i = 0; i < group.get(0).layers().size(); i++) {
            int layer = i;
            List<WeightSummary> all = group.stream().map(row -> row.layers().get(layer)).toList();
            table.add(
                setting + ", " + all.get(0).name(),
                number(all, 2, one -> 100 * one.zeroFraction()),
                number(all, 2, one -> 100 * one.nearZeroFraction()),
                number(all, 2, one -> 100 * one.relativeNearZeroFraction()),
                number(all, 4, WeightSummary::hoyer),
                number(all, 4, WeightSummary::gini),
                number(all, 2, WeightSummary::kurtosisOrNaN),
                number(all, 4, WeightSummary::rootMeanSquare));
          }
        });
    return table;
  }

  /** A line for each setting but none: its mean differences to none, with a star or without. */
  private Table differences() {
    List<String> headings = new ArrayList<>(List.of("minus " + Effect.BASELINE));
    for (WeightMeasure measure : WeightMeasure.values()) {
      headings.add(measure.heading());
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (String setting : effects.stream().map(Effect::setting).distinct().toList()) {
      List<String> cells = new ArrayList<>(List.of(setting));
      for (WeightMeasure measure : WeightMeasure.values()) {
        effects.stream()
            .filter(effect -> effect.setting().equals(setting))
            .filter(effect -> effect.measure().equals(measure.key()))
            .forEach(effect -> cells.add(difference(effect, measure)));
      }
      table.add(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String difference(Effect effect, WeightMeasure measure) {
    return effect.difference() == null
        ? NOTHING
        : String.format(Locale.ROOT, "%+." + measure.decimals() + "f", effect.difference())
            + (effect.isSignificant() ? " *" : "  ");
  }

  /** A sentence for each setting; what the claim is about stands first. */
  private String verdicts() {
    StringBuilder text = new StringBuilder();
    Verdict.all(effects).stream()
        .sorted(Comparator.comparing(verdict -> !verdict.isOfDropout()))
        .forEach(verdict -> text.append(wrapped(verdict.text())).append(LINE));
    return text.toString();
  }

  private String note() {
    return wrapped(
        "Trained weights: means over layers by their numbers of weights, without biases. The share near"
            + " 0, |w| up to "
            + config.threshold()
            + ", changes with the scale (the root mean square) of the weights, which regularizers"
            + " change; near 0 to scale, up to "
            + config.relativeThreshold()
            + " times the scale of the layer, Hoyer, Gini and kurtosis do not. A star: p < 0.05,"
            + " paired t-test over seeds, corrected by Holm for all "
            + effects.stream().filter(effect -> effect.pValue() != null).count()
            + " tests.");
  }

  /** The words of a text in lines of {@value #WIDTH} characters at the most. */
  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ")) {
      boolean fits = length + 1 + word.length() <= WIDTH;
      lines.append(length == 0 ? "" : fits ? " " : LINE).append(word);
      length = (length > 0 && fits ? length + 1 : 0) + word.length();
    }
    return lines.toString();
  }

  private static String mean(Interval interval, int decimals) {
    return Double.isNaN(interval.mean()) ? NOTHING : interval.text(decimals);
  }

  private static String number(
      List<WeightSummary> summaries, int decimals, ToDoubleFunction<WeightSummary> measure) {
    double mean = Interval.of(summaries, measure).mean();
    return Double.isNaN(mean) ? NOTHING : String.format(Locale.ROOT, "%." + decimals + "f", mean);
  }
}
