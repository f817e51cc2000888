// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/** Stops training when the loss on held-out examples has not fallen for some epochs. */
public final class EarlyStopping implements TrainingListener {
  private final Batches validation;
  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  /**
   * A listener that evaluates after each epoch.
   *
   * @param validation examples that are not trained on
   * @param patience how many epochs without a new lowest loss are borne, 1 or more
   */
  public EarlyStopping(Batches validation, int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException("earlyStopping: patience is 1 or more, not " + patience);
    }
    this.validation = validation;
    this.patience = patience;
  }

  /** The epoch, from 1, with the lowest loss so far; 0 before the first. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** The lowest loss so far. */
  public double bestLoss() {
    return best;
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    double loss = trainer.evaluate(validation);
    if (loss < best) {
      best = loss;
      bestEpoch = result.epoch();
    } else if (result.epoch() - bestEpoch >= patience) {
      trainer.stop();
    }
  }
}
