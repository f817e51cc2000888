// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Maxima and means over the windows of planes {@code fromPlane <= p < toPlane}. Planes and outputs
 * lie one after the other, row by row, from the first element of their arrays on.
 */
public interface PoolingKernels<A> {
  /**
   * y = the maximum of each window by the rules of Math.max: NaN if it has one. What lies outside
   * the plane does not count.
   *
   * @param x planes. Not modified.
   * @param y the outputs. Modified.
   */
  void max(PoolWindow window, int fromPlane, int toPlane, A x, A y);

  /**
   * gx = the sum of g over the windows whose first maximum, or first NaN, the element is: in row
   * order within a window, windows added in row order.
   *
   * @param x planes. Not modified.
   * @param g the gradient by the maxima. Not modified.
   * @param gx the gradient by the planes. Modified.
   */
  void maxGradient(PoolWindow window, int fromPlane, int toPlane, A x, A g, A gx);

  /**
   * y = the sum of each window / kernelSize^2. Columns are summed first, then their sums, both in
   * ascending order.
   *
   * @param x planes. Not modified.
   * @param y the outputs. Modified.
   */
  void average(PoolWindow window, int fromPlane, int toPlane, A x, A y);

  /**
   * gx = the sum of g / kernelSize^2 over the windows that see the element, in row order.
   *
   * @param g the gradient by the means. Not modified.
   * @param gx the gradient by the planes. Modified.
   */
  void averageGradient(PoolWindow window, int fromPlane, int toPlane, A g, A gx);

  /**
   * y[p] = the sum of plane p / size, sixteen partial sums wide as in {@link ReductionKernels}.
   *
   * @param size elements a plane
   * @param x planes. Not modified.
   * @param y a mean for each. Modified.
   */
  void planeMean(int size, int fromPlane, int toPlane, A x, A y);

  /**
   * gx = g[p] / size in all of plane p.
   *
   * @param size elements a plane
   * @param g a gradient for each. Not modified.
   * @param gx planes. Modified.
   */
  void planeMeanGradient(int size, int fromPlane, int toPlane, A g, A gx);
}
