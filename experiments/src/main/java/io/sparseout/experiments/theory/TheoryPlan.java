// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.DType;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.regularizers.Masks;
import java.util.ArrayList;
import java.util.List;

/** All cases of all checks, and what they come to. */
final class TheoryPlan implements Plan<TheoryRow> {
  private static final List<Glm> CURVED = List.of(Glm.LOGISTIC, Glm.POISSON);

  private final TheoryConfig config;
  private final List<Noise> sparseout = new ArrayList<>();
  private final List<Noise> bridgeout = new ArrayList<>();
  private final List<Noise> bridgeoutByExample = new ArrayList<>();
  private final List<Trial<TheoryRow>> trials = new ArrayList<>();

  /** Plans the cases of a run. */
  TheoryPlan(TheoryConfig config) {
    this.config = config;
    for (float q : config.q()) {
      for (float p : config.p()) {
        sparseout.add(new Noise(Place.FEATURES, q, p, null));
        bridgeout.add(new Noise(Place.WEIGHTS, q, p, Masks.BATCH));
        bridgeoutByExample.add(new Noise(Place.WEIGHTS, q, p, Masks.EXAMPLE));
      }
    }
    double largest = config.largestScale();
    addEnumerated(Check.LINEAR_IDENTITY, Glm.LINEAR, sparseout, config.scales());
    addEnumerated(Check.BRIDGEOUT_IDENTITY, Glm.LINEAR, bridgeout, config.scales());
    addEnumerated(Check.BRIDGEOUT_IDENTITY, Glm.LINEAR, bridgeoutByExample, List.of(largest));
    for (Glm model : CURVED) {
      addEnumerated(Check.SECOND_ORDER, model, sparseout, config.scales());
      addEnumerated(Check.SECOND_ORDER, model, bridgeout, config.scales());
    }
    for (Glm model : CURVED) {
      addEnumerated(Check.REMAINDER_ORDER, model, sparseout, List.of(largest));
      addEnumerated(Check.REMAINDER_ORDER, model, bridgeout, List.of(largest));
    }
    for (Glm model : Glm.values()) {
      addDraws(model, sparseout, config.features());
    }
    addDraws(Glm.LINEAR, bridgeout, config.few());
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      config.p().forEach(p -> trials.add(new DropoutTrial(p, type, config.draws(), config.seed())));
    }
  }

  private void addEnumerated(Check check, Glm model, List<Noise> noises, List<Double> scales) {
    for (int features : config.few()) {
      for (Noise noise : noises) {
        for (double scale : scales) {
          Case setting = new Case(check, model, noise, scale, features, config.seed());
          boolean varies = check == Check.REMAINDER_ORDER;
          trials.add(varies ? new RemainderTrial(setting) : new MaskTrial(setting));
        }
      }
    }
  }

  private void addDraws(Glm model, List<Noise> noises, List<Integer> numbers) {
    for (int features : numbers) {
      for (Noise noise : noises) {
        double scale = config.largestScale();
        Case setting = new Case(Check.MONTE_CARLO, model, noise, scale, features, config.seed());
        trials.add(new DrawTrial(setting, config.draws()));
      }
    }
  }

  /** The steps of all trials. */
  long steps() {
    return trials.stream().mapToLong(Trial::steps).sum();
  }

  @Override
  public List<Trial<TheoryRow>> next(List<TheoryRow> rows) {
    return trials.subList(rows.size(), trials.size());
  }

  @Override
  public Conclusion<TheoryRow> conclude(List<TheoryRow> rows) {
    return new Conclusion<>(rows, Finding.all(rows));
  }
}
