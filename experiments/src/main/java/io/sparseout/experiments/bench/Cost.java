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

  /**
   * A training step of a chain of affine layers. Each takes a product forward, one for the gradient
   * of its weight and, but for the first, one for that of its input. Each parameter, and each
   * number of the optimizer's state, is read and written once, each gradient written and read.
   *
   * @param batch examples
   * @param states numbers that the optimizer keeps for each parameter
   * @param features of the first layer's input, then of each layer's output
   */
  static Cost training(double batch, int states, int... features) {
    double flops = 0;
    double parameters = 0;
    for (int layer = 1; layer < features.length; layer++) {
      double weights = (double) features[layer - 1] * features[layer];
      flops += (layer == 1 ? 2 : 3) * 2 * batch * weights;
      parameters += weights + features[layer];
    }
    return new Cost(flops, 2 * Float.BYTES * (2 + states) * parameters);
  }
}
