// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import io.sparseout.experiments.statistics.PairedTest;
import java.util.List;
import java.util.Map;

/**
 * How far Hoyer sparsity falls from the smallest q to Dropout's with the published gradient, and
 * with the exact one: whether it is the gradient that makes a small q sparse. Both gradients are
 * the same at q = 2.
 *
 * @param q the smallest q, less than 2
 * @param published {@code Hoyer(q) - Hoyer(2)}, the mean over seeds, with the published gradient
 * @param exact the same with the exact gradient
 * @param difference {@code published - exact}
 * @param lower the lower end of its 95 % interval, paired over seeds; null of one seed
 * @param upper the upper end of its 95 % interval; null of one seed
 * @param pValue of Student's paired t-test; null where it says nothing, see {@link PairedTest}
 */
record Contrast(
    float q,
    double published,
    double exact,
    double difference,
    Double lower,
    Double upper,
    Double pValue) {
  private static final float DROPOUT = 2;

  /**
   * The contrast of a series with the published gradient and the one beside it with the exact one.
   *
   * @return null of another series, where there is none beside it, and where q = 2 or a smaller one
   *     was not trained
   */
  static Contrast of(Series series, List<Series> all) {
    Series exact =
        all.stream()
            .filter(other -> other.isBeside(series) && "exact".equals(other.gradient()))
            .findFirst()
            .orElse(null);
    List<Float> norms = List.copyOf(series.byNorm().keySet());
    if (exact == null
        || !"published".equals(series.gradient())
        || !norms.contains(DROPOUT)
        || !(norms.get(0) < DROPOUT)) {
      return null;
    }
    PairedTest test = PairedTest.of(falls(series, norms.get(0)), falls(exact, norms.get(0)));
    double difference = test.difference().mean();
    double halfWidth = test.difference().halfWidth();
    return new Contrast(
        norms.get(0),
        mean(series, norms.get(0)),
        mean(exact, norms.get(0)),
        difference,
        Trend.orNull(difference - halfWidth),
        Trend.orNull(difference + halfWidth),
        Trend.orNull(test.pValue()));
  }

  /** What the interval says, in a sentence. */
  String verdict() {
    if (lower == null || upper == null) {
      return "One seed cannot say.";
    }
    if (lower > 0) {
      return "Yes: small norms are sparser with the published gradient.";
    }
    return upper < 0
        ? "Yes, but small norms are sparser with the exact gradient."
        : "These seeds do not tell the gradients apart.";
  }

  /** {@code Hoyer(q) - Hoyer(2)} of each seed. */
  private static double[] falls(Series series, float q) {
    return series.bySeed().values().stream().mapToDouble(seed -> fall(seed, q)).toArray();
  }

  private static double fall(Map<Float, SparsityRow> seed, float q) {
    return seed.get(q).hoyer() - seed.get(DROPOUT).hoyer();
  }

  private static double mean(Series series, float q) {
    double[] falls = falls(series, q);
    double sum = 0;
    for (double fall : falls) {
      sum += fall;
    }
    return sum / falls.length;
  }
}
