// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.statistics.PairedTest;
import io.sparseout.experiments.statistics.Spearman;
import io.sparseout.experiments.statistics.TrendTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How the sparsity of the code goes with q in one series: a member of {@code comparisons}.
 *
 * @param code what the units of the code compute
 * @param gradient Sparseout's gradient
 * @param p the probability of dropping
 * @param seeds how many
 * @param falling in how many seeds the Hoyer sparsity falls with every step of q
 * @param spearman the correlation of q and Hoyer sparsity over all rows; null where one of them is
 *     the same in all
 * @param spearmanLower the lower end of its 95 % interval, see {@link Spearman}; null of fewer than
 *     4 rows
 * @param spearmanUpper the upper end of its 95 % interval; null of fewer than 4 rows
 * @param spearmanBound the largest magnitude that the ties in q let it have, each q being there
 *     with every seed, where all Hoyer sparsities differ
 * @param pValue of Page's test that Hoyer sparsity falls with q, seeds being blocks
 * @param zerosSpearman the correlation of q and the share of units that are 0, of a sigmoid code
 *     near 0; null as before
 * @param from the mean Hoyer sparsity at the smallest q
 * @param to the mean Hoyer sparsity at the largest q
 * @param difference {@code from - to}: positive where it falls
 * @param lower the lower end of its 95 % interval, paired over seeds; null of one seed
 * @param upper the upper end of its 95 % interval; null of one seed
 * @param overExact what the published gradient makes of it where the exact one is there too; else
 *     null
 */
record Trend(
    String code,
    String gradient,
    Float p,
    int seeds,
    int falling,
    Double spearman,
    Double spearmanLower,
    Double spearmanUpper,
    double spearmanBound,
    Double pValue,
    Double zerosSpearman,
    Double from,
    Double to,
    Double difference,
    Double lower,
    Double upper,
    Contrast overExact) {
  /** The trends of a run, one for each series; none where q is not compared, or has one value. */
  static List<Trend> all(SparsityConfig config, List<SparsityRow> rows) {
    if (!config.comparesQ() || config.q().size() < 2) {
      return List.of();
    }
    List<Series> series = Series.all(true, rows);
    return series.stream().map(each -> of(each, Contrast.of(each, series))).toList();
  }

  private static Trend of(Series series, Contrast overExact) {
    List<double[]> blocks = new ArrayList<>();
    for (Map<Float, SparsityRow> seed : series.bySeed().values()) {
      blocks.add(seed.values().stream().mapToDouble(SparsityRow::hoyer).toArray());
    }
    Spearman hoyer = correlation(series, SparsityRow::hoyer);
    double[] first = blocks.stream().mapToDouble(block -> block[0]).toArray();
    double[] last = blocks.stream().mapToDouble(block -> block[block.length - 1]).toArray();
    PairedTest fall = PairedTest.of(first, last);
    double difference = fall.difference().mean();
    double halfWidth = fall.difference().halfWidth();
    return new Trend(
        series.code().toString(),
        series.gradient(),
        series.p(),
        blocks.size(),
        (int) blocks.stream().filter(Trend::falls).count(),
        orNull(hoyer.coefficient()),
        orNull(hoyer.lower()),
        orNull(hoyer.upper()),
        hoyer.bound(),
        TrendTest.falling(blocks.toArray(double[][]::new)).pValue(),
        orNull(correlation(series, series.code()::inactive).coefficient()),
        mean(first),
        mean(last),
        difference,
        orNull(difference - halfWidth),
        orNull(difference + halfWidth),
        overExact);
  }

  private static Spearman correlation(Series series, ToDoubleFunction<SparsityRow> measure) {
    // By seed and q, so that sums do not depend on the order of the rows.
    List<SparsityRow> rows =
        series.bySeed().values().stream().flatMap(seed -> seed.values().stream()).toList();
    return Spearman.of(
        rows.stream().mapToDouble(SparsityRow::q).toArray(),
        rows.stream().mapToDouble(measure).toArray());
  }

  private static boolean falls(double... values) {
    for (int i = 1; i < values.length; i++) {
      if (!(values[i] < values[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** JSON has no NaN. */
  static Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
