// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads of an executor. One that has none to spare, or was shut down, leaves the caller to
 * work alone.
 */
final class ExecutorThreads implements Helpers {
  private final Executor executor;

  ExecutorThreads(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void call(Region region, int count) {
    try {
      for (int i = 0; i < count; i++) {
        executor.execute(region::work);
      }
    } catch (RejectedExecutionException full) {
      // Whoever came helps; the caller does the rest.
    }
  }
}
