// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.concurrent.locks.LockSupport;

/**
 * A fixed set of named daemon threads, started when they are first called. One that has just worked
 * spins for a short while before it parks: in a training step the next region comes within
 * microseconds, and waking a thread takes longer.
 */
final class WorkerThreads implements Helpers {
  private static final int SPINS = 4000;

  private final Thread[] workers;
  private volatile Region region;
  private volatile boolean stopped;

  WorkerThreads(int count) {
    workers = new Thread[count];
  }

  @Override
  public void call(Region called, int count) {
    region = called;
    for (int i = 0; i < count; i++) {
      if (workers[i] == null) {
        workers[i] = new Thread(this::serve, "sparseout-worker-" + (i + 1));
        workers[i].setDaemon(true);
        workers[i].start();
      } else {
        LockSupport.unpark(workers[i]);
      }
    }
  }

  @Override
  public void stop() {
    stopped = true;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private void serve() {
    Region done = null;
    while (!stopped) {
      for (int spin = 0; region == done && spin < SPINS && !stopped; spin++) {
        Thread.onSpinWait();
      }
      while (region == done && !stopped) {
        LockSupport.park(this);
      }
      done = region;
      if (done != null) {
        done.work();
      }
    }
  }
}
