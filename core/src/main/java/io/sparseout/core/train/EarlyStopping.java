// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.SavedText;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Stops training when the loss on held-out examples has not fallen for some epochs. */
public final class EarlyStopping implements TrainingListener {
  private static final String BEST_EPOCH = "bestEpoch";

  private final ToDoubleFunction<Trainer> validationLoss;
  private final Plateau plateau;
  private long bestEpoch;

  /**
   * A listener that evaluates after each epoch.
   *
   * @param validation examples that are not trained on
   * @param patience how many epochs without a new lowest loss are borne, 1 or more
   */
  public EarlyStopping(Batches validation, int patience) {
    this(trainer -> trainer.evaluate(validation), patience);
  }

  /**
   * A listener that measures after each epoch.
   *
   * @param validationLoss what is to fall
   * @param patience how many epochs without a new lowest loss are borne, 1 or more
   */
  public EarlyStopping(ToDoubleFunction<Trainer> validationLoss, int patience) {
    this.validationLoss = Objects.requireNonNull(validationLoss, "validationLoss");
    this.plateau = new Plateau("earlyStopping", patience);
  }

  /** The epoch, from 1, with the lowest loss so far; 0 before the first. */
  public int bestEpoch() {
    return (int) bestEpoch;
  }

  /** The lowest loss so far. */
  public double bestLoss() {
    return plateau.best();
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    if (plateau.reachedBy(validationLoss.applyAsDouble(trainer))) {
      trainer.stop();
    } else if (plateau.waited() == 0) {
      bestEpoch = result.epoch();
    }
  }

  @Override
  public Map<String, String> memory() {
    Map<String, String> memory = new HashMap<>(plateau.memory());
    memory.put(BEST_EPOCH, Long.toString(bestEpoch));
    return memory;
  }

  @Override
  public void recall(Map<String, String> memory) {
    bestEpoch = SavedText.count(memory, BEST_EPOCH);
    plateau.recall(memory);
  }
}
