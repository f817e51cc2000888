// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** Threads that can be called to a region. They need not come: the region is done without them. */
interface Helpers {
  /** Lets at most so many threads work on the region, soon, and returns at once. */
  void call(Region region, int count);

  /** Ends threads that are there for this alone. No call follows. */
  default void stop() {}
}
