// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Workers;

/** Blocks of work split over the threads, each thread with memory of its own. */
final class Blocks {
  private Blocks() {}

  /** Work on one of several blocks. */
  interface Work {
    /**
     * Does it.
     *
     * @param buffer with whatever is in it
     */
    void run(int block, Object buffer);
  }

  /**
   * Does all blocks.
   *
   * @param multiplies of a block, about; few are not worth a second thread
   * @param length of each thread's buffer
   */
  static void run(
      int blocks, double multiplies, Memory memory, DType dtype, int length, Work work) {
    int most = Math.min(Workers.threads(), blocks);
    int parts = blocks * multiplies < Grid.FEWEST_MULTIPLIES ? Math.min(1, most) : most;
    Object[] buffers = new Object[parts];
    for (int i = 0; i < parts; i++) {
      buffers[i] = memory.takeBriefly(dtype, length);
    }
    Workers.run(
        parts,
        part -> {
          int last = (int) ((long) blocks * (part + 1) / parts);
          for (int i = (int) ((long) blocks * part / parts); i < last; i++) {
            work.run(i, buffers[part]);
          }
        });
    for (Object buffer : buffers) {
      memory.release(dtype, length, buffer);
    }
  }

  /** Splits units of the given number of elements over the threads, several units at a time. */
  static void spread(int units, int elements, Workers.Range work) {
    int length = Math.max(1, Elementwise.GRAIN / Math.max(1, elements));
    int tasks = (units + length - 1) / length;
    Workers.run(tasks, i -> work.run(i * length, Math.min(units, (i + 1) * length)));
  }
}
