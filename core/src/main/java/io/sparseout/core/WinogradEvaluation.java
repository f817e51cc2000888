// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.WinogradKernels;

/**
 * Filters of size x size taps at the 36 points of two axes, n filters at a time.
 *
 * @param size taps along each axis
 * @param n a whole number of units of the kernels
 * @param plane elements from one point's results to the next one's
 * @param mirrored whether the taps stand in the reverse order along both axes
 */
record WinogradEvaluation(
    WinogradKernels<Object> kernels, int size, int n, int plane, boolean mirrored) {
  /** The memory that {@link #run} needs for its lines. */
  int lines() {
    return WinogradKernels.POINTS * size * n;
  }

  /**
   * Evaluates {@code [size, size, n]} of the buffer, from top to bottom and from left to right.
   *
   * @param linesAt where the buffer has room for the lines between. Modified.
   * @param to Modified: n results for each point.
   */
  void run(Object buffer, int at, int linesAt, Object to, int toAt) {
    int points = WinogradKernels.POINTS;
    int line = size * n;
    int first = mirrored ? size - 1 : 0;
    int sign = mirrored ? -1 : 1;
    kernels.evaluate(
        size, 1, line, buffer, at + first * line, sign * line, 0, buffer, linesAt, line, 0);
    kernels.evaluate(
        size,
        points,
        n,
        buffer,
        linesAt + first * n,
        sign * n,
        line,
        to,
        toAt,
        plane,
        points * plane);
  }
}
