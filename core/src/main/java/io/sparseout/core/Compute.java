// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.KernelChoice;
import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.Workers;
import java.util.concurrent.Executor;

/**
 * What the process computes with: the kernels, chosen once by what the JVM offers, and the threads.
 * Neither changes a bit of any result.
 *
 * <p>The system property {@code sparseout.kernels} ({@code auto}, {@code scalar} or {@code vector})
 * forces a choice, {@code sparseout.vectorBits} (64, 128, 256 or 512) the width of the vector
 * kernels, {@code sparseout.threads} the number of threads to begin with.
 */
public final class Compute {
  private static final KernelChoice CHOICE = KernelChoice.make();

  private Compute() {}

  /** What the kernels are called: {@code scalar} or {@code vector}. */
  public static String kernelName() {
    return CHOICE.kernels().name();
  }

  /** Why these kernels were chosen, in a sentence, and how to get faster ones if there are any. */
  public static String kernelReason() {
    return CHOICE.reason();
  }

  /** How many threads a kernel uses at the most, the calling thread included. */
  public static int threads() {
    return Workers.threads();
  }

  /**
   * Sets how many threads kernels use from now on, the calling thread included: named daemon
   * threads of the library's own, started when there is work for them. With 1, all runs on the
   * calling thread.
   *
   * @throws IllegalArgumentException unless the number is from 1 to 1024
   */
  public static void setThreads(int threads) {
    Workers.setThreads(threads);
  }

  /**
   * Lets kernels use the threads of an executor from now on, besides the calling thread, instead of
   * threads of the library's own; {@link #setThreads} goes back to those. Kernels hand it short
   * tasks and never wait for one that has not begun: an executor that is busy or shut down makes
   * them slower, not wrong.
   *
   * @param threads how many a kernel uses at the most, the calling thread included
   * @throws IllegalArgumentException if the number is not from 1 to 1024
   */
  public static void setExecutor(Executor executor, int threads) {
    Workers.setExecutor(executor, threads);
  }

  /**
   * Lets go of the arrays that closed passes left for the next ones, so that the garbage collector
   * may have them now. Otherwise it has them only when the heap is short. Passes that are open keep
   * theirs.
   */
  public static void releaseIdleMemory() {
    Memory.releaseIdle();
  }

  static Kernels<float[]> kernels() {
    return CHOICE.kernels();
  }
}
