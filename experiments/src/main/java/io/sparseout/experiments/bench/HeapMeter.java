// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.core.Compute;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;

/**
 * Tells how many bytes of heap stay in use from its making on. Garbage does not count; the arrays
 * that passes keep for the next ones do, but for those of passes before the meter was made.
 */
public final class HeapMeter {
  /** The serial collector leaves some dead objects where they are, but for every fourth time. */
  private static final int COLLECTIONS = 4;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final long before;

  /** A meter that starts at what is in use now. */
  public HeapMeter() {
    Compute.releaseIdleMemory();
    before = used();
  }

  /**
   * Bytes in use now beyond those at the start, 0 or more. Collects garbage.
   *
   * @param kept what is in use with all that it refers to, whether or not it is used again
   */
  public long bytes(Object kept) {
    try {
      return Math.max(0, used() - before);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
