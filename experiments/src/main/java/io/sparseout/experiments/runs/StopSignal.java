// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the work in an orderly way when a signal ends the process: the process waits for a moment
 * until the work has noticed, saved what is finished, and returned.
 */
public final class StopSignal {
  private static final int GRACE_SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;

  /** Has the process ask for the end of the work when it is told to stop. */
  public void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "sparseout-stop"));
  }

  /** Whether the process is told to stop; to be asked between steps of the work. */
  public boolean isRequested() {
    return requested;
  }

  /** Says that the work has ended, however it did. */
  public void ended() {
    ended.countDown();
  }

  private void stop() {
    requested = true;
    try {
      // Files are whole at any moment, so where a step takes longer than this, nothing breaks.
      ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
