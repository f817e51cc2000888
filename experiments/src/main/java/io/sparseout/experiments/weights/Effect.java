// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import io.sparseout.experiments.statistics.Holm;
import io.sparseout.experiments.statistics.Interval;
import io.sparseout.experiments.statistics.PairedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A setting against no regularizer in one measure, paired by seeds: a member of {@code
 * comparisons}.
 *
 * @param setting what is compared
 * @param baseline the setting without a regularizer
 * @param measure what they are compared in
 * @param seeds how many pairs there are
 * @param mean the setting's mean, shares in percent, here and below; null where a model has none
 * @param baselineMean the baseline's mean, or null
 * @param difference the mean difference; positive where the setting has more; null where a model
 *     has no such measure
 * @param lower the lower end of its 95 % interval; null of one seed
 * @param upper the upper end of its 95 % interval; null of one seed
 * @param pValue of Student's paired t-test; null where it says nothing, see {@link PairedTest}
 * @param correctedPValue the same after Holm's correction for all tests of the run
 */
record Effect(
    String setting,
    String baseline,
    String measure,
    int seeds,
    Double mean,
    Double baselineMean,
    Double difference,
    Double lower,
    Double upper,
    Double pValue,
    Double correctedPValue) {
  /** The regularizer that all others are compared with. */
  static final String BASELINE = "none";

  private static final double LEVEL = 0.05;

  /** All settings but {@code none} against it, in all measures; none where it is not there. */
  static List<Effect> all(List<WeightsRow> rows) {
    Map<String, List<WeightsRow>> groups = WeightsRow.groups(rows);
    List<WeightsRow> baseline = groups.get(BASELINE);
    if (baseline == null) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    groups.forEach(
        (setting, group) -> {
          if (group != baseline) {
            for (WeightMeasure measure : WeightMeasure.values()) {
              effects.add(of(group, baseline, measure));
            }
          }
        });
    return corrected(effects);
  }

  private static Effect of(
      List<WeightsRow> group, List<WeightsRow> baseline, WeightMeasure measure) {
    double[] treated = group.stream().mapToDouble(measure::of).toArray();
    double[] control = baseline.stream().mapToDouble(measure::of).toArray();
    PairedTest test = PairedTest.of(treated, control);
    double difference = test.difference().mean();
    double halfWidth = test.difference().halfWidth();
    return new Effect(
        group.get(0).setting(),
        BASELINE,
        measure.key(),
        test.pairs(),
        WeightSummary.orNull(Interval.of(group, measure::of).mean()),
        WeightSummary.orNull(Interval.of(baseline, measure::of).mean()),
        WeightSummary.orNull(difference),
        WeightSummary.orNull(difference - halfWidth),
        WeightSummary.orNull(difference + halfWidth),
        WeightSummary.orNull(test.pValue()),
        null);
  }

  private static List<Effect> corrected(List<Effect> effects) {
    double[] tested =
        effects.stream().map(Effect::pValue).filter(p -> p != null).mapToDouble(p -> p).toArray();
    double[] corrected = Holm.adjust(tested);
    List<Effect> all = new ArrayList<>();
    int next = 0;
    for (Effect effect : effects) {
      all.add(effect.pValue == null ? effect : effect.corrected(corrected[next++]));
    }
    return List.copyOf(all);
  }

  private Effect corrected(double p) {
    return new Effect(
        setting, baseline, measure, seeds, mean, baselineMean, difference, lower, upper, pValue, p);
  }

  /** Whether the test tells the difference from none, the correction included. */
  boolean isSignificant() {
    return correctedPValue != null && correctedPValue < LEVEL;
  }
}
