// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.StateNoise;
import java.util.List;

/**
 * What recurrent layers may have besides their sizes.
 *
 * @param layers one upon the other, 1 or more
 * @param bidirectional whether each layer runs over the sequence both ways; its output is both
 *     outputs side by side
 * @param between applied to the output of each layer but the last; null for nothing
 * @param weightNoise applied to the weights of the hidden state, {@code weight_hh}, once a sequence
 *     in training; null for nothing. Evaluation uses the weights as they are. With Dropout this is
 *     the weight-dropped LSTM of Merity et al. 2018.
 * @param stateNoise between each state and the next, in the order of a cell's states, h and c; see
 *     {@link NoisyState}. Empty for none.
 */
public record RecurrentOptions(
    int layers,
    boolean bidirectional,
    Layer between,
    Layer weightNoise,
    List<StateNoise> stateNoise) {
  /** One layer, one way, and no regularizers. */
  public static final RecurrentOptions PLAIN =
      new RecurrentOptions(1, false, null, null, List.of());

  /** Checks the number of layers. */
  public RecurrentOptions {
    if (layers < 1) {
      throw new IllegalArgumentException("recurrent: layers are 1 or more, not " + layers);
    }
    stateNoise = List.copyOf(stateNoise);
  }

  /** The same with so many layers. */
  public RecurrentOptions layers(int number) {
    return new RecurrentOptions(number, bidirectional, between, weightNoise, stateNoise);
  }

  /** The same, both ways. */
  public RecurrentOptions bothWays() {
    return new RecurrentOptions(layers, true, between, weightNoise, stateNoise);
  }

  /** The same with a regularizer between layers. */
  public RecurrentOptions between(Layer regularizer) {
    return new RecurrentOptions(layers, bidirectional, regularizer, weightNoise, stateNoise);
  }

  /** The same with noise on the weights of the hidden state. */
  public RecurrentOptions weightNoise(Layer noise) {
    return new RecurrentOptions(layers, bidirectional, between, noise, stateNoise);
  }

  /** The same with noise between each state and the next: that of h first, then that of c. */
  public RecurrentOptions stateNoise(List<StateNoise> noises) {
    return new RecurrentOptions(layers, bidirectional, between, weightNoise, noises);
  }
}
