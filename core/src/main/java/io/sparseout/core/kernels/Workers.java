// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.Objects;
import java.util.concurrent.Executor;
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

  private static volatile Team team = ownTeam(initialThreads());

  private Workers() {}

  /** How many threads work at the most, the calling thread included. */
  public static int threads() {
    return team.threads();
  }

  /**
   * Sets how many threads work from now on, the calling thread included: threads of the library's
   * own.
   *
   * @throws IllegalArgumentException unless the number is from 1 to 1024
   */
  public static void setThreads(int threads) {
    replace(ownTeam(checked(threads)));
  }

  /**
   * Lets the threads of an executor work from now on, besides the calling thread.
   *
   * @param threads how many at the most, the calling thread included
   * @throws IllegalArgumentException unless the number is from 1 to 1024
   */
  public static void setExecutor(Executor executor, int threads) {
    replace(new Team(checked(threads), new ExecutorThreads(Objects.requireNonNull(executor))));
  }

  /** Runs tasks 0 to {@code tasks - 1}, each once, and returns when all are done. */
  public static void run(int tasks, IntConsumer task) {
    team.run(tasks, task);
  }

  /**
   * Splits the indices 0 to {@code n - 1} into one range a thread, or fewer where a range would be
   * shorter than {@code smallest}; ranges start at multiples of 64.
   */
  public static void split(int n, int smallest, Range work) {
    int parts = Math.min(team.threads(), n / Math.max(1, smallest));
    if (parts <= 1) {
      if (n > 0) {
        work.run(0, n);
      }
      return;
    }
    int length = (int) (((long) n + parts - 1) / parts + 63) & ~63;
    int ranges = (n + length - 1) / length;
    team.run(ranges, i -> work.run(i * length, Math.min(n, (i + 1) * length)));
  }

  private static Team ownTeam(int threads) {
    return new Team(threads, new WorkerThreads(threads - 1));
  }

  private static synchronized void replace(Team next) {
    Team old = team;
    team = next;
    old.stop();
  }

  private static int checked(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads: from 1 to 1024, not " + threads);
    }
    return threads;
  }

  private static int initialThreads() {
    int processors = Math.min(1024, Runtime.getRuntime().availableProcessors());
    Integer wanted = Integer.getInteger("sparseout.threads");
    return wanted == null ? processors : Math.max(1, Math.min(1024, wanted));
  }
}
