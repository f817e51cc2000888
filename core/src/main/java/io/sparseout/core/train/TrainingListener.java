// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import java.util.Map;

/**
 * Is told how training goes, on the thread that trains; may save, print, or stop the trainer. What
 * it must remember for training to go on from a checkpoint as if it had never stopped, it gives to
 * the trainer to keep.
 */
public interface TrainingListener {
  /**
   * A step has been taken: {@link Trainer#epoch}, {@link Trainer#batch} and the loss tell where.
   */
  default void stepDone(Trainer trainer, double loss) {}

  /** An epoch is over. */
  default void epochDone(Trainer trainer, EpochResult result) {}

  /** What it remembers, as text by name; the names never change. */
  default Map<String, String> memory() {
    return Map.of();
  }

  /**
   * Takes up what {@link #memory} gave.
   *
   * @throws IllegalArgumentException if it is bad
   */
  default void recall(Map<String, String> memory) {}
}
