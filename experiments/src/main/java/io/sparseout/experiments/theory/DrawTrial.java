// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log1p;

import io.sparseout.core.DType;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.experiments.statistics.CompensatedSum;

/**
 * The mean loss of many draws in float, as training has them, against the exact expectation: over
 * all masks where features are few; where they are many, the penalty of the linear model and a
 * product over features of the Poisson model. Of the logistic model with many features none is
 * known.
 */
record DrawTrial(Case setting, long draws) implements Trial<TheoryRow> {
  /** Elements of a pass, so that its arrays stay in the caches. */
  private static final int ELEMENTS = 1 << 17;

  @Override
  public String name() {
    return setting.name();
  }

  /** A step is a pass. */
  @Override
  public long steps() {
    return (draws + copies() - 1) / copies();
  }

  private int copies() {
    return Math.max(1, ELEMENTS / setting.features());
  }

  @Override
  public TheoryRow run(TrialLog log) {
    Noise noise = setting.noise();
    Problem problem = setting.problem();
    Tensor factor = Noise.copies(1, DType.FLOAT32, noise.factor(problem));
    Tensor copies = Noise.copies(copies(), DType.FLOAT32, noise.noisy(problem));
    double t = problem.predictor();
    CompensatedSum sum = new CompensatedSum();
    CompensatedSum squares = new CompensatedSum();
    RandomStream random = setting.random().stream("draws");
    for (long pass = 0; pass < steps(); pass++) {
      int n = (int) Math.min(copies(), draws - pass * copies());
      for (float drawn : predictors(copies.slice(0, n), factor, random)) {
        double increase = setting.model().increase(t, drawn - t);
        sum.add(increase);
        squares.add(increase * increase);
      }
      log.advanced(pass + 1);
    }
    double mean = sum.value() / draws;
    double variance = (squares.value() - draws * mean * mean) / (draws - 1);
    setting.requireFinite(mean, variance);
    return TheoryRow.drawn(
        setting,
        draws,
        mean,
        Math.sqrt(variance / draws),
        noise.penalty(problem, setting.model().curvature(t)),
        exact(problem, t),
        Math.sqrt(noise.variance(problem)));
  }

  private float[] predictors(Tensor copies, Tensor factor, RandomStream random) {
    try (Pass pass = Pass.training(random)) {
      Tensor noisy = setting.noise().draw(copies, pass);
      return noisy.linear(pass.input(factor), null).toFloatArray();
    }
  }

  private Double exact(Problem problem, double t) {
    Noise noise = setting.noise();
    if (setting.features() <= Enumeration.MOST) {
      return new Enumeration(noise, problem, setting.random()).increase(setting.model(), t, 1);
    }
    return switch (setting.model()) {
      case LINEAR -> (Double) noise.penalty(problem, setting.model().curvature(t));
      case POISSON -> (Double) poisson(problem, t);
      case LOGISTIC -> null;
    };
  }

  /** e^t (product over j of E[e^d_j] - 1), as the noise of features is independent. */
  private double poisson(Problem problem, double t) {
    Noise noise = setting.noise();
    double[] factor = noise.factor(problem);
    Outcomes outcomes = Outcomes.of(noise, setting.random(), noise.noisy(problem));
    double p = noise.p();
    double sum = 0;
    for (int j = 0; j < factor.length; j++) {
      double kept = expm1(factor[j] * outcomes.gainKept(j));
      double dropped = expm1(factor[j] * outcomes.gainDropped(j));
      sum += log1p((1 - p) * kept + p * dropped);
    }
    return Glm.POISSON.curvature(t) * expm1(sum);
  }
}
