// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;

/**
 * The order of what the expected loss has beyond the penalty, in the size of the noise. The noise
 * shrinks with the factor of the vector that has it, w for noise on x, while an intercept keeps the
 * predictor at 1: p and q, and so the form of the noise, are left as they are. A smaller p would
 * not do, as the noise then grows rarer, not smaller, and its third moment falls no faster than its
 * variance.
 *
 * <p>The order is 3, or 4 at p = 0.5, where the noise is symmetric. Where p is near 0.5 but not
 * 0.5, the two cancel at some size of noise, and the fitted order is of little use: its interval is
 * wide, and leaves open what lies on both sides of the limit.
 */
record RemainderTrial(Case setting) implements Trial<TheoryRow> {
  /** Where A''' is far from 0 in all models, and A'''' of the logistic one is small. */
  private static final double PREDICTOR = 1;

  /** The largest noise, 2^-4: a standard deviation of the predictor. */
  private static final double LARGEST = 0x1p-4;

  private static final int SIZES = 7;

  @Override
  public String name() {
    return setting.name();
  }

  @Override
  public long steps() {
    return 1;
  }

  @Override
  public TheoryRow run(TrialLog log) {
    Glm model = setting.model();
    Problem problem = setting.problem().aligned(PREDICTOR);
    Enumeration masks = new Enumeration(setting.noise(), problem, setting.random());
    double unit = Math.sqrt(setting.noise().variance(problem));
    double[] noises = new double[SIZES];
    double[] remainders = new double[SIZES];
    for (int i = 0; i < SIZES; i++) {
      noises[i] = LARGEST / (1 << i);
      double expected = masks.increase(model, PREDICTOR, noises[i] / unit);
      remainders[i] = Math.abs(expected - penalty(noises[i]));
    }
    RemainderOrder order = RemainderOrder.of(noises, remainders);
    double expected = masks.increase(model, PREDICTOR, LARGEST / unit);
    double bound = masks.bound(model, PREDICTOR, LARGEST / unit);
    log.advanced(steps());
    return TheoryRow.enumerated(setting, expected, penalty(LARGEST), LARGEST, bound, order);
  }

  private double penalty(double noise) {
    return setting.model().curvature(PREDICTOR) / 2 * (noise * noise);
  }
}
