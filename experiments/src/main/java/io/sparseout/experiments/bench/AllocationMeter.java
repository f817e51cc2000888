// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/** Counts the bytes that the calling thread and the library's worker threads allocate. */
final class AllocationMeter {
  private static final String WORKERS = "sparseout-worker";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] ids;

  /** A meter of the threads that are there now. */
  AllocationMeter() {
    String caller = Thread.currentThread().getName();
    ids =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && counts(info.getThreadName(), caller))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
  }

  private static boolean counts(String name, String caller) {
    return name.startsWith(WORKERS) || name.equals(caller);
  }

  /** The bytes so far. Asking takes some ten bytes itself. */
  long bytes() {
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(ids)) {
      sum += bytes;
    }
    return sum;
  }
}
