// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.progress;

import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.Progress;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses the view that suits where progress is printed. */
public final class ProgressViews {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private ProgressViews() {}

  /**
   * A view of a run's progress.
   *
   * @param err prints to the process's standard error
   * @param quiet whether nothing is to be printed
   * @param steps how many steps the run has
   * @param epochs how many epochs each trial has
   */
  public static Progress of(PrintWriter err, boolean quiet, long steps, int epochs) {
    return of(err, quiet, steps, "/" + epochs);
  }

  /**
   * A view of the progress of a run whose trials have different numbers of epochs.
   *
   * @param err prints to the process's standard error
   * @param quiet whether nothing is to be printed
   * @param steps how many steps the run has
   */
  public static Progress of(PrintWriter err, boolean quiet, long steps) {
    return of(err, quiet, steps, "");
  }

  /** With what follows the number of an epoch. */
  private static Progress of(PrintWriter err, boolean quiet, long steps, String ofEpochs) {
    if (quiet) {
      return new Nothing();
    }
    return isTerminal() ? new ProgressLine(err, steps, ofEpochs) : new ProgressLog(err, ofEpochs);
  }

  /** Java can tell whether input and output are a terminal; Linux, whether standard error is. */
  private static boolean isTerminal() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return consoleIsTerminal();
    }
  }

  /** Up to Java 21 there is a console only on a terminal; from Java 22 on, the console knows. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Shows nothing. */
  private static final class Nothing implements Progress {
    @Override
    public void step(long steps, String trial, int epoch, double loss) {}

    @Override
    public void epoch(EpochMetrics metrics) {}

    @Override
    public void close() {}
  }
}
