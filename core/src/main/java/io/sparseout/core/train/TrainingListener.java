// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

/** Is told how training goes, on the thread that trains; may save, print, or stop the trainer. */
public interface TrainingListener {
  /**
   * A step has been taken: {@link Trainer#epoch}, {@link Trainer#batch} and the loss tell where.
   */
  default void stepDone(Trainer trainer, double loss) {}

  /** An epoch is over. */
  default void epochDone(Trainer trainer, EpochResult result) {}
}
