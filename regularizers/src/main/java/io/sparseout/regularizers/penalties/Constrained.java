// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.function.Predicate;

/**
 * Applies a constraint to a model's parameters after each step of training, with the learning rate
 * of that step. It remembers nothing, so resumed training goes on with it. Where an optimizer keeps
 * averages of the parameters, those are not constrained.
 */
public final class Constrained implements TrainingListener {
  private final Layer model;
  private final Constraint constraint;
  private final Predicate<Parameter> which;

  /**
   * A constraint on some parameters.
   *
   * @param model whose parameters they are
   * @param which the parameters that are constrained
   */
  public Constrained(Layer model, Constraint constraint, Predicate<Parameter> which) {
    Require.given("constrained", "a model", model);
    Require.given("constrained", "a constraint", constraint);
    Require.given("constrained", "a choice of parameters", which);
    this.model = model;
    this.constraint = constraint;
    this.which = which;
  }

  /** A constraint on all parameters of two axes or more: weights and kernels, no biases. */
  public Constrained(Layer model, Constraint constraint) {
    this(model, constraint, Penalized.WEIGHTS);
  }

  @Override
  public void stepDone(Trainer trainer, double loss) {
    apply(trainer.optimizer().lastRate());
  }

  /** Applies it once, as after a step of a learning rate: for training without a trainer. */
  public void apply(double rate) {
    for (Parameter parameter : model.parameters()) {
      if (which.test(parameter)) {
        constraint.apply(parameter.value(), rate);
      }
    }
  }
}
