// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.progress;

import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each epoch, for logs. */
final class ProgressLog implements Progress {
  private final PrintWriter err;
  private final int epochs;

  ProgressLog(PrintWriter err, int epochs) {
    this.err = err;
    this.epochs = epochs;
  }

  @Override
  public void step(long steps, String trial, int epoch, double loss) {}

  @Override
  public void epoch(EpochMetrics metrics) {
    err.printf(
        Locale.ROOT,
        "%s epoch %d/%d: training loss %.4g, test loss %.4g%s (%.1f s)%n",
        metrics.trial(),
        metrics.epoch(),
        epochs,
        metrics.trainLoss(),
        metrics.testLoss(),
        accuracy(metrics),
        metrics.trainSeconds());
    err.flush();
  }

  private static String accuracy(EpochMetrics metrics) {
    return metrics.testAccuracy() == null
        ? ""
        : String.format(Locale.ROOT, ", test accuracy %.2f %%", 100 * metrics.testAccuracy());
  }

  @Override
  public void close() {}
}
