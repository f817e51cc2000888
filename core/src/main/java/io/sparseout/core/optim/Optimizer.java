// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.SavedText;
import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Changes parameters by their gradients. Its state is per parameter (velocities, moments) and can
 * be saved and restored, so that training goes on as if it had never stopped.
 */
public abstract class Optimizer {
  private static final String RATE_FACTOR = "rateFactor";

  private final Schedule schedule;
  private final IdentityHashMap<Tensor, List<Tensor>> states = new IdentityHashMap<>();
  private double maxNorm = Double.POSITIVE_INFINITY;
  private double gradientNorm = Double.NaN;
  private double rateFactor = 1;
  private double lastRate = Double.NaN;
  private long steps;

  /** An optimizer with the given learning rate. */
  protected Optimizer(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
  }

  /** What the tensors of state are called that this optimizer keeps for each parameter. */
  protected abstract List<String> stateNames();

  /**
   * Changes one parameter in place.
   *
   * @param w the parameter's value. Modified.
   * @param g its gradient. Not modified.
   * @param state its state in the order of {@link #stateNames}, zeros at first. Modified.
   * @param gradientScale what the gradient is to be multiplied by first
   * @param rate the learning rate
   * @param step the number of this step, from 1
   */
  protected abstract void update(
      Tensor w, Tensor g, List<Tensor> state, double gradientScale, double rate, long step);

  /** What else than tensors it must remember, as text by name; the names never change. */
  protected Map<String, String> ownMemory() {
    return Map.of();
  }

  /**
   * Takes up what {@link #ownMemory} gave after a number of steps.
   *
   * @throws IllegalArgumentException if it is missing or bad; nothing is changed then
   */
  protected void recallOwn(Map<String, String> memory, long takenSteps) {}

  /** Is called after each step, when every parameter that has a gradient has been changed. */
  void stepDone(List<Parameter> parameters) {}

  /**
   * Scales all gradients down together where their common Euclidean norm is above a bound; Pascanu
   * et al. 2013, with PyTorch's 1e-6 beside the norm.
   *
   * @param bound the largest norm, more than 0
   * @return this
   */
  public final Optimizer clipNorm(double bound) {
    if (!(bound > 0)) {
      throw new IllegalArgumentException("clipNorm: a bound is more than 0, not " + bound);
    }
    maxNorm = bound;
    return this;
  }

  /** One step: changes every parameter that has a gradient, and clears the gradients. */
  public final void step(Layer model) {
    List<Parameter> parameters = model.parameters();
    double scale = gradientScale(parameters);
    double rate = rate();
    lastRate = rate;
    steps++;
    for (Parameter parameter : parameters) {
      if (parameter.hasGradient()) {
        Tensor w = parameter.value();
        update(w, parameter.gradient(), state(w), scale, rate, steps);
        parameter.clearGradient();
      }
    }
    stepDone(parameters);
  }

  /**
   * Multiplies the learning rates of all steps from here on, on top of the schedule and of what was
   * asked for before.
   *
   * @param factor more than 0 and finite
   */
  public final void scaleRate(double factor) {
    require(
        factor > 0 && factor < Double.POSITIVE_INFINITY,
        "scaleRate",
        "more than 0 and finite",
        factor);
    rateFactor *= factor;
  }

  /** How many steps have been taken. */
  public final long steps() {
    return steps;
  }

  /** The learning rate of the next step. */
  public final double rate() {
    return rateFactor * schedule.at(steps);
  }

  /** The learning rate of the last step taken here; NaN before there is one. */
  public final double lastRate() {
    return lastRate;
  }

  /** The norm of all gradients before clipping at the last step; NaN where nothing is clipped. */
  public final double gradientNorm() {
    return gradientNorm;
  }

  /** The state by name, a parameter's name and a dot before each: {@code 0.weight.exp_avg}. */
  public final Map<String, Tensor> state(Layer model) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      List<Tensor> tensors = states.get(parameter.value());
      for (int i = 0; tensors != null && i < tensors.size(); i++) {
        named.put(parameter.name() + "." + stateNames().get(i), tensors.get(i));
      }
    }
    return named;
  }

  /** What it remembers beside tensors and the number of steps, as text by name. */
  public final Map<String, String> memory() {
    Map<String, String> memory = new LinkedHashMap<>(ownMemory());
    memory.put(RATE_FACTOR, Double.toString(rateFactor));
    return memory;
  }

  /**
   * Takes up the state that {@link #state} and {@link #memory} gave, for a model of the same
   * parameters.
   *
   * @param takenSteps how many steps had been taken
   * @throws IllegalArgumentException if a tensor or a text is missing, not asked for, or bad;
   *     nothing is changed then
   */
  public final void restore(
      Layer model, Map<String, Tensor> named, long takenSteps, Map<String, String> memory) {
    Map<String, String> before = memory();
    if (!memory.keySet().equals(before.keySet())) {
      throw new IllegalArgumentException(
          "restore: the state has the texts "
              + new TreeSet<>(memory.keySet())
              + ", this optimizer "
              + new TreeSet<>(before.keySet()));
    }
    double factor = SavedText.number(memory, RATE_FACTOR);
    require(
        factor >= 0 && factor < Double.POSITIVE_INFINITY,
        RATE_FACTOR,
        "0 or more and finite",
        factor);
    recallOwn(memory, takenSteps);
    try {
      IdentityHashMap<Tensor, List<Tensor>> restored = restored(model, named);
      states.clear();
      states.putAll(restored);
    } catch (IllegalArgumentException e) {
      recallOwn(before, steps);
      throw e;
    }
    rateFactor = factor;
    steps = takenSteps;
  }

  private IdentityHashMap<Tensor, List<Tensor>> restored(Layer model, Map<String, Tensor> named) {
    IdentityHashMap<Tensor, List<Tensor>> restored = new IdentityHashMap<>();
    int used = 0;
    for (Parameter parameter : model.parameters()) {
      List<Tensor> tensors = new ArrayList<>();
      for (String name : stateNames()) {
        Tensor tensor = named.get(parameter.name() + "." + name);
        if (tensor != null) {
          if (!tensor.shape().equals(parameter.value().shape())) {
            throw new IllegalArgumentException(
                "restore: " + parameter + " has " + name + " of shape " + tensor.shape());
          }
          tensors.add(tensor.to(parameter.value().dtype()));
        }
      }
      if (!tensors.isEmpty() && tensors.size() < stateNames().size()) {
        throw new IllegalArgumentException(
            "restore: " + parameter + " needs all of " + stateNames() + " or none");
      }
      used += tensors.size();
      if (!tensors.isEmpty()) {
        restored.put(parameter.value(), tensors);
      }
    }
    if (used != named.size()) {
      throw new IllegalArgumentException(
          "restore: the state has tensors that this optimizer or model does not: "
              + named.keySet());
    }
    return restored;
  }

  private double gradientScale(List<Parameter> parameters) {
    if (maxNorm == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double squares = 0;
    for (Parameter parameter : parameters) {
      if (parameter.hasGradient()) {
        squares += Updates.sumOfSquares(parameter.gradient());
      }
    }
    gradientNorm = Math.sqrt(squares);
    return Math.min(1, maxNorm / (gradientNorm + 1e-6));
  }

  /** The state of each parameter that has one, by the parameter's value. */
  final Map<Tensor, List<Tensor>> states() {
    return states;
  }

  /** The state of a parameter, of zeros where there is none yet. */
  final List<Tensor> state(Tensor w) {
    List<Tensor> state = states.get(w);
    if (state == null || state.size() < stateNames().size()) {
      state = new ArrayList<>();
      for (int i = 0; i < stateNames().size(); i++) {
        state.add(Tensor.zeros(w.shape().dims()).to(w.dtype()));
      }
      states.put(w, state);
    }
    return state;
  }

  /** Refuses a hyperparameter out of its range. */
  static void require(boolean valid, String name, String range, double value) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + range + ", not " + value);
    }
  }
}
