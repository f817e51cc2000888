// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Tensor;
import java.util.List;

/**
 * What a recurrent layer remembers between time steps.
 *
 * @param tensors in an order that the layer knows: of LSTMs h and c, of others h, each {@code
 *     [layers * directions, n, hidden]}
 */
public record RecurrentState(List<Tensor> tensors) {
  /** Copies the list. */
  public RecurrentState {
    tensors = List.copyOf(tensors);
  }

  /** The same values in memory of their own, of no pass and without a gradient. */
  public RecurrentState copy() {
    return new RecurrentState(tensors.stream().map(Tensor::copy).toList());
  }

  /**
   * Overwrites the values with another state's.
   *
   * @throws IllegalArgumentException if it has other shapes
   */
  public void assign(RecurrentState other) {
    if (other.tensors.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "state: " + tensors.size() + " tensors, not " + other.tensors.size());
    }
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).assign(other.tensors.get(i));
    }
  }
}
