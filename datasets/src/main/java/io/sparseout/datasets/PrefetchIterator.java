// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;

/**
 * Batches that a daemon thread makes ahead of the caller: one is in the caller's hands, one waits,
 * one is being made. The thread ends after the last batch, when the iterator closes, or with a
 * failure, which the caller gets in place of the batch.
 */
final class PrefetchIterator implements BatchIterator {
  private static final int AHEAD = BatchSource.RING - 1;

  private final BatchSource source;
  private final Thread thread;

  // Guarded by this.
  private final Batch[] made = new Batch[AHEAD];
  private int makes;
  private int takes;
  private Throwable failure;
  private boolean closed;

  PrefetchIterator(BatchSource source) {
    this.source = source;
    this.thread = new Thread(this::work, "sparseout-prefetch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized Batch next() {
    boolean interrupted = false;
    while (!closed && makes == takes && takes < source.count() && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // for the caller: a batch takes little time
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      throw new IllegalStateException("next: the batches are closed; open the epoch again");
    }
    if (makes > takes) {
      notifyAll();
      return made[takes++ % AHEAD];
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return null;
  }

  /** Ends the thread, in mid-epoch too, and returns when it has ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // for the caller, as above
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (int number = 0; number < source.count() && awaitRoom(number); number++) {
        Batch batch = source.batch(number);
        synchronized (this) {
          made[number % AHEAD] = batch;
          makes++;
          notifyAll();
        }
      }
    } catch (RuntimeException | Error thrown) {
      synchronized (this) {
        failure = thrown;
        notifyAll();
      }
    }
  }

  /** Waits until a batch may be made without touching those in use; false if none is wanted. */
  private synchronized boolean awaitRoom(int number) {
    while (!closed && number - takes >= AHEAD) {
      try {
        wait();
      } catch (InterruptedException ignored) {
        // only close() ends this thread
      }
    }
    return !closed;
  }
}
