// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.random.RandomStream;

/**
 * An autoencoder with one hidden layer, the code: sigmoid(Linear(regularizer(f(Linear(x))))), where
 * f is ReLU, or another function. Takes {@code [n, features]}, numbers from 0 to 1, and gives the
 * same shape.
 */
public final class Autoencoder implements Stacked {
  private final Sequential encoder;
  private final Sequential layers;

  /**
   * An autoencoder with a ReLU code and PyTorch's default initialization.
   *
   * @param features features of the input and the output
   * @param hidden units of the code
   * @param regularizer applied to the code; it must have no parameters
   * @param random draws the initial weights, two steps for each Linear
   */
  public Autoencoder(int features, int hidden, Layer regularizer, RandomStream random) {
    this(features, hidden, new Relu(), regularizer, random);
  }

  /**
   * An autoencoder with PyTorch's default initialization.
   *
   * @param features features of the input and the output
   * @param hidden units of the code
   * @param activation what the units of the code compute; it must have no parameters
   * @param regularizer applied to the code; it must have no parameters
   * @param random draws the initial weights, two steps for each Linear
   */
  public Autoencoder(
      int features, int hidden, Layer activation, Layer regularizer, RandomStream random) {
    this.encoder = Sequential.of(new Linear(features, hidden, random), activation);
    Sequential decoder = Sequential.of(new Linear(hidden, features, random), new Sigmoid());
    layers =
        new Sequential.Builder()
            .add("encoder", encoder)
            .add("regularizer", regularizer)
            .add("decoder", decoder)
            .build();
  }

  /** The part that gives the code, {@code [n, hidden]}, before the regularizer. */
  public Layer encoder() {
    return encoder;
  }

  @Override
  public Sequential layers() {
    return layers;
  }
}
