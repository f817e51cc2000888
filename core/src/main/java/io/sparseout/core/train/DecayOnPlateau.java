// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Multiplies the optimizer's learning rate by a factor whenever the loss on held-out examples has
 * not fallen for some epochs.
 */
public final class DecayOnPlateau implements TrainingListener {
  private final ToDoubleFunction<Trainer> validationLoss;
  private final double factor;
  private final Plateau plateau;

  /**
   * A listener that measures after each epoch.
   *
   * @param validationLoss what is to fall
   * @param factor what the rate is multiplied by, more than 0 and less than 1
   * @param patience how many epochs without a new lowest loss are borne, 1 or more
   */
  public DecayOnPlateau(ToDoubleFunction<Trainer> validationLoss, double factor, int patience) {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "decayOnPlateau: a factor is more than 0 and less than 1, not " + factor);
    }
    this.validationLoss = Objects.requireNonNull(validationLoss, "validationLoss");
    this.factor = factor;
    this.plateau = new Plateau("decayOnPlateau", patience);
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    if (plateau.reachedBy(validationLoss.applyAsDouble(trainer))) {
      trainer.optimizer().scaleRate(factor);
      plateau.waitAgain();
    }
  }

  @Override
  public Map<String, String> memory() {
    return plateau.memory();
  }

  @Override
  public void recall(Map<String, String> memory) {
    plateau.recall(memory);
  }
}
