// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.List;

/**
 * A function from tensor to tensor, with the parameters that it learns. A lambda is a layer. A
 * layer keeps nothing of a run: mode, randomness and intermediates are the pass's, so several
 * threads may evaluate one layer at once. Only in training may it change its {@link #buffers}.
 */
@FunctionalInterface
public interface Layer {
  /**
   * Applies the layer.
   *
   * @param x the input; each layer says which shapes it takes
   * @param pass the run that this is part of: whether it trains, and its randomness
   * @return the output, whose memory is the pass's
   * @throws IllegalArgumentException if the layer does not take the input's shape
   */
  Tensor forward(Tensor x, Pass pass);

  /**
   * The parameters by name, in a fixed order. A layer made of layers puts the child's name and a
   * dot before the names of the child's, as PyTorch's state dict does: {@code 0.weight}.
   */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * The state that is no parameter, by name, in a fixed order: running statistics. A layer made of
   * layers passes on the buffers of each, named as it names their parameters; what it leaves out is
   * not saved.
   */
  default List<Buffer> buffers() {
    return List.of();
  }
}
