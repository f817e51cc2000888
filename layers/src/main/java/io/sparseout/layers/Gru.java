// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Recurrence;
import io.sparseout.core.random.RandomStream;

/**
 * Gated recurrent units: r, z = sigmoid(a + u), n = tanh(a + r u), h' = n + z (h - n), with a =
 * W_ih x + b_ih and u = W_hh h + b_hh for each gate, in the order r, z, n. Cho et al. 2014, with
 * the reset gate after the product.
 *
 * <p>Takes {@code [t, n, inputSize]}, gives {@code [t, n, hiddenSize]}, twice as wide if
 * bidirectional. The state is h, {@code [layers * directions, n, hiddenSize]}. Names, order of
 * gates and initialization are PyTorch's: {@code weight_ih_l0}, {@code weight_hh_l0}, {@code
 * bias_ih_l0}, {@code bias_hh_l0}, and so on, each uniform within 1/sqrt(hiddenSize).
 */
public final class Gru extends GatedLayers {
  /** One layer. Takes four steps of the stream. */
  public Gru(int inputSize, int hiddenSize, RandomStream random) {
    this(inputSize, hiddenSize, RecurrentOptions.PLAIN, random);
  }

  /**
   * Layers by options. Takes four steps of the stream for each layer and direction.
   *
   * @throws IllegalArgumentException unless both sizes are 1 or more
   */
  public Gru(int inputSize, int hiddenSize, RecurrentOptions options, RandomStream random) {
    super(
        inputSize,
        options,
        features ->
            new GatedCell(
                features,
                hiddenSize,
                3,
                1,
                (x, weights, state, direction) ->
                    Recurrence.gru(x, weights, state.get(0), direction),
                random));
  }
}
