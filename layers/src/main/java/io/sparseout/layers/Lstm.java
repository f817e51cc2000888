// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Recurrence;
import io.sparseout.core.random.RandomStream;

/**
 * Long short-term memory: i, f, o = sigmoid(a), g = tanh(a), c' = f c + i g, h' = o tanh(c'), with
 * a = W_ih x + b_ih + W_hh h + b_hh for each gate, in the order i, f, g, o. Hochreiter and
 * Schmidhuber 1997; Gers et al. 2000.
 *
 * <p>Takes {@code [t, n, inputSize]}, gives {@code [t, n, hiddenSize]}, twice as wide if
 * bidirectional. The state is h and c, {@code [layers * directions, n, hiddenSize]}. Names, order
 * of gates and initialization are PyTorch's: {@code weight_ih_l0}, {@code weight_hh_l0}, {@code
 * bias_ih_l0}, {@code bias_hh_l0}, and so on, each uniform within 1/sqrt(hiddenSize).
 */
public final class Lstm extends GatedLayers {
  /** One layer. Takes four steps of the stream. */
  public Lstm(int inputSize, int hiddenSize, RandomStream random) {
    this(inputSize, hiddenSize, RecurrentOptions.PLAIN, random);
  }

  /**
   * Layers by options. Takes four steps of the stream for each layer and direction.
   *
   * @throws IllegalArgumentException unless both sizes are 1 or more
   */
  public Lstm(int inputSize, int hiddenSize, RecurrentOptions options, RandomStream random) {
    super(
        inputSize,
        options,
        features ->
            new GatedCell(
                features,
                hiddenSize,
                4,
                2,
                (x, weights, state, direction) ->
                    Recurrence.lstm(x, weights, state.get(0), state.get(1), direction),
                random));
  }
}
