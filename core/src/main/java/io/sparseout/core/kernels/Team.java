// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** The thread that starts a region, and its helpers. They work on one region at a time. */
final class Team {
  private final ReentrantLock lock = new ReentrantLock();
  private final int threads;
  private final Helpers helpers;
  private boolean stopped; // guarded by the lock

  /** A team of so many threads, one of which is whoever starts a region. */
  Team(int threads, Helpers helpers) {
    this.threads = threads;
    this.helpers = helpers;
  }

  int threads() {
    return threads;
  }

  void run(int tasks, IntConsumer task) {
    if (tasks <= 1 || threads == 1 || !enter()) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Region region = new Region(tasks, task);
    try {
      helpers.call(region, Math.min(threads, tasks) - 1);
      region.work();
      region.await();
    } finally {
      lock.unlock();
    }
    region.rethrow();
  }

  /** Lets the helpers go once the region that runs is done. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      helpers.stop();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the lock if this thread may start a region. A helper may not, nor a thread inside a task
   * of its own region: the lock is held then.
   */
  private boolean enter() {
    if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return false;
    }
    if (stopped) {
      lock.unlock();
      return false;
    }
    return true;
  }
}
