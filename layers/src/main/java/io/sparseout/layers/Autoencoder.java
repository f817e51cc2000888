// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/**
 * An autoencoder with one hidden layer, the code: sigmoid(Linear(regularizer(ReLU(Linear(x))))).
 * Takes {@code [n, features]}, numbers from 0 to 1, and gives the same shape.
 */
public final class Autoencoder implements Layer {
  private final Sequential encoder;
  private final Sequential decoder;
  private final Layer regularizer;

  /**
   * An autoencoder with PyTorch's default initialization.
   *
   * @param features features of the input and the output
   * @param hidden units of the code
   * @param regularizer applied to the code; it must have no parameters
   * @param random draws the initial weights, two steps for each Linear
   */
  public Autoencoder(int features, int hidden, Layer regularizer, RandomStream random) {
    this.encoder = Sequential.of(new Linear(features, hidden, random), new Relu());
    this.regularizer = regularizer;
    this.decoder = Sequential.of(new Linear(hidden, features, random), new Sigmoid());
  }

  /** The part that gives the code, {@code [n, hidden]}, before the regularizer. */
  public Layer encoder() {
    return encoder;
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor code = pass.call("encoder", encoder, x);
    return pass.call("decoder", decoder, pass.call("regularizer", regularizer, code));
  }

  @Override
  public List<Parameter> parameters() {
    return parts().parameters();
  }

  @Override
  public List<Buffer> buffers() {
    return parts().buffers();
  }

  private Parts parts() {
    return new Parts().add("encoder", encoder).add("decoder", decoder);
  }
}
