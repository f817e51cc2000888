// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A fixed set of named daemon threads that runs one parallel region at a time together with the
 * thread that starts it. A worker that has just worked spins for a short while before it parks: in
 * a training step the next region comes within microseconds, and waking a thread takes longer.
 */
final class WorkerPool {
  private static final int SPINS = 4000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Thread[] workers;
  private volatile Region region;
  private volatile boolean stopped;

  WorkerPool(int threads) {
    workers = new Thread[threads - 1];
  }

  int threads() {
    return workers.length + 1;
  }

  void run(int tasks, IntConsumer task) {
    if (tasks <= 1 || workers.length == 0 || !enter()) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Region current = new Region(tasks, task);
    try {
      region = current;
      wakeWorkers();
      current.work();
      current.await();
    } finally {
      lock.unlock();
    }
    current.rethrow();
  }

  /** Ends the workers once the region that runs is done. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      for (Thread worker : workers) {
        LockSupport.unpark(worker);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the lock if this thread may start a region. A worker may not, nor a thread inside a task
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

  private void wakeWorkers() {
    for (int i = 0; i < workers.length; i++) {
      if (workers[i] == null) {
        workers[i] = new Thread(this::serve, "sparseout-worker-" + (i + 1));
        workers[i].setDaemon(true);
        workers[i].start();
      } else {
        LockSupport.unpark(workers[i]);
      }
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

  /** One set of tasks. It is done when its tasks are, whether or not every worker came to help. */
  private static final class Region {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile Throwable failure;

    Region(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    void work() {
      for (int i = taken.getAndIncrement(); i < tasks; i = taken.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (Throwable thrown) { // handed to the thread that started the region
          failure = thrown;
        } finally {
          finished.getAndIncrement();
        }
      }
    }

    void await() {
      while (finished.get() < tasks) {
        Thread.onSpinWait();
      }
    }

    void rethrow() {
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure instanceof Error error) {
        throw error;
      }
    }
  }
}
