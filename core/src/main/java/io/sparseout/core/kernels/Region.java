// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * One set of tasks, for any number of threads to work on. It is done when its tasks are, whether or
 * not every helper came.
 */
final class Region {
  private final int tasks;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private IntConsumer task; // read by those who took a task, and so before all are finished
  private volatile Throwable failure;

  Region(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
  }

  /** Does tasks that nobody has taken yet until there are none. */
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

  /** Waits until all tasks are done, and forgets them: a helper may hold a region for long. */
  void await() {
    while (finished.get() < tasks) {
      Thread.onSpinWait();
    }
    task = null;
  }

  /** Throws what a task threw, if one did. */
  void rethrow() {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
