// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * What a recurrent layer gives for a sequence, time step after time step, and the operations that
 * compute it: long short-term memory, gated recurrent units and Elman's network, with PyTorch's
 * formulas and order of gates.
 *
 * <p>Each is one operation for the whole sequence: the input's side of all steps is one product, a
 * step is one product with the weights of the hidden state and one kernel for all gates, and the
 * gradient by each weight is one product for all steps. A sequence cut in two gives the same bits
 * as the whole, if the second part begins with the first one's state.
 *
 * @param output the hidden states, {@code [t, n, h]}
 * @param hidden the hidden state after the step that comes last, {@code [n, h]}
 * @param cell the cell state after it, {@code [n, h]}; null for what has none
 */
public record Recurrence(Tensor output, Tensor hidden, Tensor cell) {
  /** In which order the steps of a sequence are taken. */
  public enum Direction {
    /** From the first to the last. */
    FORWARD,
    /** From the last to the first. */
    BACKWARD
  }

  /**
   * Long short-term memory, gates in the order i, f, g, o. With a = W_ih x + b_ih + W_hh h + b_hh:
   * c' = sigmoid(a_f) c + sigmoid(a_i) tanh(a_g), h' = sigmoid(a_o) tanh(c'). Hochreiter and
   * Schmidhuber 1997; Gers et al. 2000.
   *
   * @param x {@code [t, n, in]}, t 1 or more
   * @param weights of 4 gates
   * @param hidden the state h before the first step, {@code [n, h]}
   * @param cell the state c before it, {@code [n, h]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Recurrence lstm(
      Tensor x, RecurrentWeights weights, Tensor hidden, Tensor cell, Direction direction) {
    return new RecurrentLoop(RecurrentCell.LSTM, x, weights, hidden, cell, direction).run();
  }

  /**
   * Gated recurrent units, gates in the order r, z, n. With a = W_ih x + b_ih and u = W_hh h +
   * b_hh: n = tanh(a_n + sigmoid(a_r + u_r) u_n), z = sigmoid(a_z + u_z), h' = n + z (h - n). Cho
   * et al. 2014, with the reset gate after the product.
   *
   * @param x {@code [t, n, in]}, t 1 or more
   * @param weights of 3 gates
   * @param hidden the state h before the first step, {@code [n, h]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Recurrence gru(
      Tensor x, RecurrentWeights weights, Tensor hidden, Direction direction) {
    return new RecurrentLoop(RecurrentCell.GRU, x, weights, hidden, null, direction).run();
  }

  /**
   * Elman's network, h' = tanh(W_ih x + b_ih + W_hh h + b_hh); Elman 1990.
   *
   * @param x {@code [t, n, in]}, t 1 or more
   * @param weights of 1 gate
   * @param hidden the state h before the first step, {@code [n, h]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Recurrence rnnTanh(
      Tensor x, RecurrentWeights weights, Tensor hidden, Direction direction) {
    return new RecurrentLoop(RecurrentCell.RNN_TANH, x, weights, hidden, null, direction).run();
  }

  /** The same as {@link #rnnTanh} with max(0, a) in place of tanh(a). */
  public static Recurrence rnnRelu(
      Tensor x, RecurrentWeights weights, Tensor hidden, Direction direction) {
    return new RecurrentLoop(RecurrentCell.RNN_RELU, x, weights, hidden, null, direction).run();
  }
}
