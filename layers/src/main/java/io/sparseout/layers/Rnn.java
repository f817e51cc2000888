// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Recurrence;
import io.sparseout.core.random.RandomStream;

/**
 * Elman's recurrent network: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or with max(0, a) in place
 * of tanh(a). Elman 1990.
 *
 * <p>Takes {@code [t, n, inputSize]}, gives {@code [t, n, hiddenSize]}, twice as wide if
 * bidirectional. The state is h, {@code [layers * directions, n, hiddenSize]}. Names, order of
 * gates and initialization are PyTorch's: {@code weight_ih_l0}, {@code weight_hh_l0}, {@code
 * bias_ih_l0}, {@code bias_hh_l0}, and so on, each uniform within 1/sqrt(hiddenSize).
 */
public final class Rnn extends GatedLayers {
  /** What is applied to the sums. */
  public enum Nonlinearity {
    /** tanh(a). */
    TANH,
    /** max(0, a). */
    RELU
  }

  /** One layer, with tanh. Takes four steps of the stream. */
  public Rnn(int inputSize, int hiddenSize, RandomStream random) {
    this(inputSize, hiddenSize, Nonlinearity.TANH, RecurrentOptions.PLAIN, random);
  }

  /**
   * Layers by options. Takes four steps of the stream for each layer and direction.
   *
   * @throws IllegalArgumentException unless both sizes are 1 or more
   */
  public Rnn(
      int inputSize,
      int hiddenSize,
      Nonlinearity nonlinearity,
      RecurrentOptions options,
      RandomStream random) {
    super(
        inputSize,
        options,
        features ->
            new GatedCell(
                features,
                hiddenSize,
                1,
                1,
                (x, weights, state, direction) ->
                    nonlinearity == Nonlinearity.TANH
                        ? Recurrence.rnnTanh(x, weights, state.get(0), direction)
                        : Recurrence.rnnRelu(x, weights, state.get(0), direction),
                random));
  }
}
