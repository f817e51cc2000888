// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.train.EpochResult;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.function.Supplier;

/** Tells a run how the training of one of its trials goes. */
public final class TrialLog {
  private final Run<?> run;
  private final String trial;
  private final long stepsBefore;

  /** A log of a trial, after so many steps of the run's trials before it. */
  TrialLog(Run<?> run, String trial, long stepsBefore) {
    this.run = run;
    this.trial = trial;
    this.stepsBefore = stepsBefore;
  }

  /**
   * Follows a trainer, which is about to start or to go on. Its training ends with a {@link
   * StoppedException} when the process is told to stop, and with a {@link NotFiniteException} on
   * such a loss.
   *
   * @param heldOut measures its model after each epoch
   */
  public void follow(Trainer trainer, Supplier<HeldOutMetrics> heldOut) {
    run.trainingStarts(trial, trainer.epoch());
    trainer.listen(
        new TrainingListener() {
          @Override
          public void stepDone(Trainer source, double loss) {
            long steps = stepsBefore + source.optimizer().steps();
            run.stepDone(steps, trial, source.epoch() + 1, loss);
          }

          @Override
          public void epochDone(Trainer source, EpochResult result) {
            run.epochDone(metrics(result, heldOut.get()));
          }
        });
  }

  /**
   * Tells of a trial that trains nothing how many of its steps are done.
   *
   * @throws StoppedException if the process is told to stop
   */
  public void advanced(long steps) {
    run.advanced(stepsBefore + steps, trial);
  }

  /** How long the trial's epochs took, those of a run before this one went on with it included. */
  public double trainSeconds() {
    return run.metrics().stream()
        .filter(epoch -> epoch.trial().equals(trial))
        .mapToDouble(EpochMetrics::trainSeconds)
        .sum();
  }

  private EpochMetrics metrics(EpochResult result, HeldOutMetrics heldOut) {
    if (!Double.isFinite(heldOut.loss())) {
      throw new NotFiniteException(result.epoch(), heldOut);
    }
    return EpochMetrics.of(trial, result, heldOut);
  }
}
