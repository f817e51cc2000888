// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A multi-layer perceptron: Linear, ReLU and the regularizer for each hidden layer, and a Linear at
 * the end. Takes {@code [n, inFeatures]}, gives {@code [n, outFeatures]}.
 */
public final class Mlp implements Stacked {
  private final Sequential layers;

  /**
   * A perceptron with PyTorch's default initialization.
   *
   * @param inFeatures features of the input
   * @param hidden units of each hidden layer, first to last; none for a linear model
   * @param outFeatures features of the output
   * @param regularizer applied to each hidden layer's activations; it must have no parameters
   * @param random draws the initial weights, two steps for each Linear
   */
  public Mlp(
      int inFeatures,
      List<Integer> hidden,
      int outFeatures,
      Layer regularizer,
      RandomStream random) {
    List<Layer> stack = new ArrayList<>();
    int features = inFeatures;
    for (int units : hidden) {
      stack.add(new Linear(features, units, random));
      stack.add(new Relu());
      stack.add(regularizer);
      features = units;
    }
    stack.add(new Linear(features, outFeatures, random));
    layers = Sequential.of(stack);
  }

  @Override
  public Sequential layers() {
    return layers;
  }
}
