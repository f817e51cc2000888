// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

/**
 * What a step cannot do without, however it is programmed.
 *
 * @param flops floating-point operations of its matrix products; an fma counts as two
 * @param bytes that are read and written at the least: what goes in and comes out, once each
 */
record Cost(double flops, double bytes) {
  /** The product of a matrix [m, k] and a matrix [k, n]: both read, the result written. */
  static Cost product(double m, double k, double n) {
    return new Cost(2 * m * k * n, Float.BYTES * (m * k + k * n + m * n));
  }

  /**
   * Noise on elements, forward and backward: x read and y written; g and x read, gx written. The
   * mask is drawn twice and so not moved.
   */
  static Cost noise(double elements) {
    return new Cost(0, Float.BYTES * 5 * elements);
  }

  /** A convolution, or one of its gradients: two of image, kernel and output read, one written. */
  static Cost convolution(double images, double channels, double outputs, int kernel, int side) {
    double taps = channels * kernel * kernel;
    double pixels = images * side * side;
    return new Cost(
        2 * taps * outputs * pixels,
        Float.BYTES * (pixels * (channels + outputs) + taps * outputs));
  }
}
