// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

/** Adds up what the layers of a network multiply for one example, and their parameters. */
final class NetworkSize {
  private double first;
  private double multiplies;
  private double parameters;

  /** An affine layer, with bias. */
  NetworkSize linear(double inFeatures, double outFeatures) {
    parameters += outFeatures;
    return product(inFeatures * outFeatures, 1);
  }

  /** A convolution without bias, which gives so many pixels a channel. */
  NetworkSize convolution(double inChannels, double outChannels, int kernel, double pixels) {
    return product(inChannels * outChannels * kernel * kernel, pixels);
  }

  /** Parameters that multiply nothing to speak of: biases, and those of normalizations. */
  NetworkSize vectors(double elements) {
    parameters += elements;
    return this;
  }

  /** Says that the network's input is looked up in parameters: it has a gradient. */
  NetworkSize lookedUp() {
    first = -1;
    return this;
  }

  /**
   * The cost of a forward pass.
   *
   * @param batch examples
   * @param kept the share of weights that are multiplied
   * @param bytes what one of these takes in memory
   */
  Cost inference(double batch, double kept, double bytes) {
    return new Cost(2 * batch * kept * multiplies, bytes * kept * parameters);
  }

  private NetworkSize product(double weights, double uses) {
    if (first == 0) {
      first = weights * uses;
    }
    multiplies += weights * uses;
    parameters += weights;
    return this;
  }

  /**
   * The cost of a training step. Each layer takes a product forward, one for the gradient of its
   * weight and, but for the first, one for that of its input. Each parameter, and each number of
   * the optimizer's state, is read and written once, each gradient written and read.
   *
   * @param batch examples
   * @param states numbers that the optimizer keeps for each parameter
   */
  Cost training(double batch, int states) {
    return new Cost(
        2 * batch * (3 * multiplies - Math.max(0, first)),
        2 * Float.BYTES * (2 + states) * parameters);
  }
}
