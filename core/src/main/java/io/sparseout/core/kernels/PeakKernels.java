// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * The fastest that an implementation can do: fma and next to nothing else, to measure other kernels
 * against. What comes out is of no use; it alone may depend on the width of the vectors.
 */
public interface PeakKernels<A> {
  /** How many fma a round is: 12 chains or 5 links on 2048 elements go into it without a rest. */
  int FMAS_A_ROUND = 12 * 5 * 1024;

  /** How many elements {@link #fma} works on. They stay in the fastest cache. */
  int LENGTH = 2048;

  /**
   * Does {@code rounds} times {@link #FMAS_A_ROUND} fma on the calling thread.
   *
   * @param x {@link #LENGTH} numbers, of size 2 at the most and so ever after. Modified.
   */
  void fma(int rounds, A x);
}
