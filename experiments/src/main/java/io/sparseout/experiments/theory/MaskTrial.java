// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;

/** The expected loss over all masks, against the penalty. */
record MaskTrial(Case setting) implements Trial<TheoryRow> {
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
    Noise noise = setting.noise();
    Problem problem = setting.problem();
    double t = problem.predictor();
    Enumeration masks = new Enumeration(noise, problem, setting.random());
    double expected = masks.increase(model, t, 1);
    double bound = masks.bound(model, t, 1);
    double penalty = noise.penalty(problem, model.curvature(t));
    setting.requireFinite(expected, bound);
    log.advanced(steps());
    double size = Math.sqrt(noise.variance(problem));
    return TheoryRow.enumerated(setting, expected, penalty, size, bound, null);
  }
}
