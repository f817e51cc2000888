// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The training loop: epochs over batches, a step of the optimizer for each batch. It stops with an
 * error on a loss that is not finite, before the step that would spoil the parameters. Penalties
 * that layers add are trained on, but no part of the losses that it tells. What else is to happen
 * (progress, checkpoints, early stopping) is up to {@link TrainingListener}s.
 *
 * <p>The result is a function of the model's initial parameters, the batches and the stream of
 * randomness: whether or not the training was saved and resumed in between.
 */
public final class Trainer {
  private static final String EPOCH = "epoch";
  private static final String RANDOM = "random";

  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final RandomStream random;
  private final Listeners listeners = new Listeners();
  private Map<String, String> text = Map.of();
  private int epoch;
  private int batch;
  private boolean stopped;

  /** A trainer whose regularizers draw from {@code RandomStream.of(0)}. */
  public Trainer(Layer model, Loss loss, Optimizer optimizer) {
    this(model, loss, optimizer, RandomStream.of(0));
  }

  /** A trainer whose regularizers draw from the given stream, a step of it for each batch. */
  public Trainer(Layer model, Loss loss, Optimizer optimizer, RandomStream random) {
    this.model = Objects.requireNonNull(model, "model");
    this.loss = Objects.requireNonNull(loss, "loss");
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Adds a listener, to be told after those added before; those that remember are told before those
   * that do not.
   */
  public Trainer listen(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Has {@link #save} keep text with the model, in place of what it was told before: what it takes
   * to make such a model again, say. Restoring does not need it.
   *
   * @param named the text by name
   * @throws IllegalArgumentException if a name is one of the trainer's own
   */
  public Trainer keep(Map<String, String> named) {
    for (String name : named.keySet()) {
      if (name.equals(EPOCH) || name.equals(RANDOM) || Listeners.isName(name)) {
        throw new IllegalArgumentException("keep: " + name + " names the trainer's own text");
      }
    }
    text = Map.copyOf(named);
    return this;
  }

  /**
   * Trains until this many epochs are done, counted from the first ever: a trainer that has done
   * three, or was restored after three, does two of five.
   *
   * @return the result of each epoch done here
   * @throws DivergedException if a loss is not finite
   * @throws IllegalArgumentException if epochs is negative
   */
  public List<EpochResult> fit(Batches batches, int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("fit: a number of epochs is 0 or more, not " + epochs);
    }
    stopped = false;
    List<EpochResult> results = new ArrayList<>();
    while (epoch < epochs && !stopped) {
      long start = System.nanoTime();
      double mean = trainEpoch(batches);
      epoch++;
      batch = 0;
      EpochResult result = new EpochResult(epoch, mean, (System.nanoTime() - start) * 1e-9);
      results.add(result);
      listeners.epochDone(this, result);
    }
    return results;
  }

  /** The mean loss over all examples, in evaluation. */
  public double evaluate(Batches batches) {
    return Evaluation.mean(model, loss, batches);
  }

  /** Ends training after the current epoch; for listeners to call. */
  public void stop() {
    stopped = true;
  }

  /** How many epochs are done. */
  public int epoch() {
    return epoch;
  }

  /** How many batches of the current epoch are done. */
  public int batch() {
    return batch;
  }

  /** The model that is trained. */
  public Layer model() {
    return model;
  }

  /** The optimizer that trains it. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /**
   * Saves model, optimizer, the place in training and what listeners remember, between epochs,
   * whole or not at all.
   */
  public void save(Path file) {
    Map<String, String> all = new HashMap<>(text);
    all.put(EPOCH, Integer.toString(epoch));
    all.put(RANDOM, Long.toString(random.position()));
    all.putAll(listeners.memory());
    Checkpoint.save(file, model, optimizer, all);
  }

  /**
   * Takes up what {@link #save} saved, so that {@link #fit} goes on to the same bits. Listeners
   * that remember must have been added before.
   *
   * @throws io.sparseout.core.io.CheckpointException if the file is missing or bad, lacks what a
   *     listener remembers, or is of another model or optimizer; nothing is changed then
   */
  public void restore(Path file) {
    Map<String, String> before = listeners.memory();
    try {
      Map<String, String> place =
          Checkpoint.load(file, model, optimizer, saved -> recall(file, saved));
      epoch = (int) Checkpoint.number(file, place, EPOCH);
      random.seek(Checkpoint.number(file, place, RANDOM));
      batch = 0;
    } catch (CheckpointException e) {
      listeners.recall(before);
      throw e;
    }
  }

  private void recall(Path file, Map<String, String> saved) {
    if (Checkpoint.number(file, saved, EPOCH) > Integer.MAX_VALUE) {
      throw new CheckpointException(
          file, "its epoch is " + saved.get(EPOCH), "give a file saved in training", null);
    }
    Checkpoint.number(file, saved, RANDOM);
    try {
      listeners.recall(saved);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          file, e.getMessage(), "restore it with the listeners that it was saved with", e);
    }
  }

  private double trainEpoch(Batches batches) {
    double total = 0;
    long examples = 0;
    try (BatchIterator iterator = batches.epoch(epoch)) {
      for (Batch next = iterator.next(); next != null; next = iterator.next()) {
        double value = step(next);
        batch++;
        total += value * next.size();
        examples += next.size();
        listeners.stepDone(this, value);
      }
    }
    return total / examples;
  }

  private double step(Batch next) {
    try (Pass pass = Pass.training(random)) {
      Tensor output = model.forward(pass.input(next.input()), pass);
      Tensor result = loss.of(output, next.target());
      double value = result.item();
      double whole = value + pass.penalty();
      if (!Double.isFinite(whole)) {
        throw new DivergedException(epoch + 1, batch + 1, whole, pass.firstNotFinite());
      }
      pass.backward(result);
      optimizer.step(model);
      return value;
    }
  }
}
