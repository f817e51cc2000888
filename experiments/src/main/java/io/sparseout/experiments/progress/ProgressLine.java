// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.progress;

import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** One line on a terminal, written over and over: a bar for the whole run, and where it is. */
final class ProgressLine implements Progress {
  /** The width of a terminal where nobody changed it, but for the last column, which may wrap. */
  private static final int WIDTH = 79;

  private static final int BAR = 20;
  private static final int UPDATE_MILLIS = 200;

  private final PrintWriter err;
  private final String ofEpochs;
  private final ProgressBar bar;
  private volatile Step last = new Step("", 0, Double.NaN);

  private record Step(String trial, int epoch, double loss) {}

  /** A line that says of an epoch, after its number, of how many it is. */
  ProgressLine(PrintWriter err, long steps, String ofEpochs) {
    this.err = err;
    this.ofEpochs = ofEpochs;
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(steps)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setRenderer((state, width) -> text(state))
            .setConsumer(new DelegatingProgressBarConsumer(this::print, WIDTH))
            .build();
  }

  @Override
  public void step(long steps, String trial, int epoch, double loss) {
    last = new Step(trial, epoch, loss); // the text is made by the bar's thread, now and then
    bar.stepTo(steps);
  }

  @Override
  public void epoch(EpochMetrics metrics) {}

  @Override
  public void close() {
    bar.close();
    err.println();
    err.flush();
  }

  /** {@code 40 % [======== ] 1:30 left, q=2-seed1 epoch 1/5 loss 0.0123}. */
  private String text(ProgressState state) {
    double done = Math.min(1, (double) state.getCurrent() / Math.max(1, state.getMax()));
    String filled = "=".repeat((int) (BAR * done));
    String line =
        String.format(
            Locale.ROOT, "%3.0f %% [%-" + BAR + "s] %s", 100 * done, filled, left(state, done));
    Step step = last;
    return step.epoch == 0
        ? line + (step.trial.isEmpty() ? "" : ", " + step.trial)
        : line
            + String.format(
                Locale.ROOT,
                ", %s epoch %d%s loss %.4f",
                step.trial,
                step.epoch,
                ofEpochs,
                step.loss);
  }

  private static String left(ProgressState state, double done) {
    if (done == 0) {
      return "starting";
    }
    Duration elapsed = state.getElapsedAfterStart();
    long seconds = Math.round(elapsed.toMillis() / 1000.0 * (1 - done) / done);
    return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }

  private void print(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    err.printf(Locale.ROOT, "\r%-" + WIDTH + "s", cut);
    err.flush();
  }
}
