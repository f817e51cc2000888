// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;

/**
 * A layer over sequences, {@code [t, n, ...]}: t time steps of n examples. It takes its state and
 * gives the one after the sequence, so that a long sequence may come in parts; {@link CarriedState}
 * does that for training. As a plain {@link Layer} it begins every sequence anew.
 */
public interface Recurrent extends Layer {
  /** The state at the beginning of a sequence, zeros, for so many examples. */
  RecurrentState initialState(int batch);

  /**
   * The outputs of all time steps, and the state after them.
   *
   * @param x {@code [t, n, ...]}, t 1 or more
   * @param state before the first step
   * @throws IllegalArgumentException if the shape of x or of the state is another
   */
  RecurrentOutput forward(Tensor x, RecurrentState state, Pass pass);

  /** The outputs of a sequence from its beginning. */
  @Override
  default Tensor forward(Tensor x, Pass pass) {
    if (x.shape().rank() < 2) {
      throw new IllegalArgumentException("recurrent: takes [t, n, ...], not " + x.shape());
    }
    return forward(x, initialState(x.shape().dim(1)), pass).output();
  }
}
