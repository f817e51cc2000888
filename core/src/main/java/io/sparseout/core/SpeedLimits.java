// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.PeakKernels;
import io.sparseout.core.kernels.Workers;

/**
 * The fastest that the process can compute and move memory, with its kernels and its threads: what
 * speeds are measured against. Nothing here has a clock; whoever measures repeats a call until the
 * JIT compiler is done with it, and takes the best time.
 */
public final class SpeedLimits {
  private SpeedLimits() {}

  /**
   * Keeps every thread of {@link Compute#threads} busy with fma alone, on vectors that stay in
   * registers; with the scalar kernels, in the loop that the JIT makes the most of. A round takes a
   * thread about a microsecond.
   *
   * @param rounds how many rounds each thread does, 0 or more
   * @return how many floating-point operations all threads did together, an fma counted as two
   */
  public static long multiplyAdd(int rounds) {
    if (rounds < 0) {
      throw new IllegalArgumentException("multiplyAdd: 0 rounds or more, not " + rounds);
    }
    PeakKernels<float[]> kernels = Compute.kernels().peak();
    int threads = Workers.threads();
    Workers.run(threads, thread -> kernels.fma(rounds, new float[PeakKernels.LENGTH]));
    return 2L * PeakKernels.FMAS_A_ROUND * rounds * threads;
  }

  /**
   * Copies one array into another on all threads, each thread its own part so many times in a row:
   * what fits a thread's caches comes from there from the second time on.
   *
   * @param source Not modified.
   * @param target as long as the source, and another array. Modified.
   * @param times how often, 0 or more
   * @return how many bytes were read and written, all threads together
   */
  public static long copy(float[] source, float[] target, int times) {
    if (source.length != target.length || source == target || times < 0) {
      throw new IllegalArgumentException(
          "copy: two arrays of one length and 0 times or more, not "
              + source.length
              + " and "
              + (source == target ? "the same array" : target.length)
              + ", "
              + times
              + " times");
    }
    Workers.split(
        source.length,
        1,
        (from, to) -> {
          for (int time = 0; time < times; time++) {
            System.arraycopy(source, from, target, from, to - from);
          }
        });
    return 2L * Float.BYTES * source.length * times;
  }
}
