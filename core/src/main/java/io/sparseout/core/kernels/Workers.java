// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.function.IntConsumer;

/**
 * Splits work over the process's threads. Which thread computes what never changes a result: a task
 * owns its outputs, and every sum has an order of its own.
 *
 * <p>One parallel region runs at a time. A region that is started inside a task, or while another
 * thread's region runs, runs its tasks on the thread that started it.
 */
public final class Workers {
  /** Work on a range of indices. */
  @FunctionalInterface
  public interface Range {
    /** Does the work for the indices from {@code from} up to, not including, {@code to}. */
    void run(int from, int to);
  }

  private static volatile WorkerPool pool = new WorkerPool(initialThreads());

  private Workers() {}

  /** How many threads work at the most, the calling thread included. */
  public static int threads() {
    return pool.threads();
  }

  /**
   * Sets how many threads work from now on, the calling thread included.
   *
   * @throws IllegalArgumentException unless the number is from 1 to 1024
   */
  public static synchronized void setThreads(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads: from 1 to 1024, not " + threads);
    }
    if (threads != pool.threads()) {
      WorkerPool old = pool;
      pool = new WorkerPool(threads);
      old.stop();
    }
  }

  /** Runs tasks 0 to {@code tasks - 1}, each once, and returns when all are done. */
  public static void run(int tasks, IntConsumer task) {
    pool.run(tasks, task);
  }

  /**
   * Splits the indices 0 to {@code n - 1} into one range a thread, or fewer where a range would be
   * shorter than {@code smallest}; ranges start at multiples of 64.
   */
  public static void split(int n, int smallest, Range work) {
    int parts = Math.min(pool.threads(), n / Math.max(1, smallest));
    if (parts <= 1) {
      if (n > 0) {
        work.run(0, n);
      }
      return;
    }
    int length = (int) (((long) n + parts - 1) / parts + 63) & ~63;
    int ranges = (n + length - 1) / length;
    pool.run(ranges, i -> work.run(i * length, Math.min(n, (i + 1) * length)));
  }

  private static int initialThreads() {
    int processors = Math.min(1024, Runtime.getRuntime().availableProcessors());
    Integer wanted = Integer.getInteger("sparseout.threads");
    return wanted == null ? processors : Math.max(1, Math.min(1024, wanted));
  }
}
