// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.train.DivergedException;
import io.sparseout.datasets.DataException;
import io.sparseout.experiments.predict.ImageFileException;
import io.sparseout.experiments.runs.NotFiniteException;
import io.sparseout.experiments.runs.OtherDataException;
import io.sparseout.experiments.runs.RunException;
import io.sparseout.experiments.runs.StoppedException;
import io.sparseout.experiments.runs.TrialException;
import java.io.UncheckedIOException;

/** What the program ends with, and how an exception becomes that and a message. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int DATA = 3;
  static final int DIVERGED = 4;
  static final int CHECKPOINT = 5;

  /** 128 and the signal's number, as shells have it: 143 for SIGTERM; the JVM gives 130 itself. */
  static final int TERMINATED = 143;

  private ExitCode() {}

  static int of(Throwable failure) {
    if (failure instanceof TrialException trial) {
      return of(trial.getCause());
    }
    if (failure instanceof DataException
        || failure instanceof OtherDataException
        || failure instanceof ImageFileException) {
      return DATA;
    }
    if (failure instanceof DivergedException || failure instanceof NotFiniteException) {
      return DIVERGED;
    }
    if (failure instanceof CheckpointException) {
      return CHECKPOINT;
    }
    return failure instanceof StoppedException ? TERMINATED : FAILURE;
  }

  /** Whether the message says all there is to know, so that a stack trace would only hide it. */
  static boolean isExplained(Throwable failure) {
    return of(failure) != FAILURE
        || failure instanceof RunException
        || failure instanceof UncheckedIOException
        || failure instanceof OutOfMemoryError
        || (failure instanceof TrialException && isExplained(failure.getCause()));
  }

  static String message(Throwable failure) {
    if (failure instanceof TrialException trial) {
      return trial.getMessage() + ": " + message(trial.getCause());
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory ("
          + failure.getMessage()
          + "): the heap may grow to "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB; give more with java -Xmx, or make the model or batch smaller";
    }
    return String.valueOf(failure.getMessage());
  }
}
