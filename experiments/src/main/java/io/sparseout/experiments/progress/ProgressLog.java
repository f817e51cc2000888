// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.progress;

import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.HeldOutMetrics;
import io.sparseout.experiments.runs.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each epoch, for logs. */
final class ProgressLog implements Progress {
  private final PrintWriter err;
  private final String ofEpochs;

  /** A log that says of an epoch, after its number, of how many it is. */
  ProgressLog(PrintWriter err, String ofEpochs) {
    this.err = err;
    this.ofEpochs = ofEpochs;
  }

  @Override
  public void step(long steps, String trial, int epoch, double loss) {}

  @Override
  public void epoch(EpochMetrics metrics) {
    err.printf(
        Locale.ROOT,
        "%s epoch %d%s: training loss %.4g, %s (%.1f s)%n",
        metrics.trial(),
        metrics.epoch(),
        ofEpochs,
        metrics.trainLoss(),
        text(metrics.heldOut()),
        metrics.trainSeconds());
    err.flush();
  }

  private static String text(HeldOutMetrics heldOut) {
    String loss = String.format(Locale.ROOT, "%s loss %.4g", heldOut.part(), heldOut.loss());
    return heldOut.accuracy() == null
        ? loss
        : String.format(
            Locale.ROOT, "%s, %s accuracy %.2f %%", loss, heldOut.part(), 100 * heldOut.accuracy());
  }

  @Override
  public void close() {}
}
