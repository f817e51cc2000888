// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * One time step of recurrent layers, between their matrix products. Each function stands above its
 * gradient.
 *
 * <p>States of all time steps lie in one array; {@code before} and {@code after} are where the
 * state before this step and the one after it begin. The gradient by the hidden state after the
 * step is the sum of what flows from later steps, {@code dHidden}, and from the layer's output,
 * {@code dOutput}. {@code dHidden} goes out as that part of the gradient by the state before the
 * step that takes no matrix product.
 */
public interface RecurrentKernels<A> {
  /**
   * Long short-term memory, gates i, f, g, o: c' = sigmoid(f) c + sigmoid(i) tanh(g), h' =
   * sigmoid(o) tanh(c'). Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
   *
   * @param gates comes in as the sums, goes out as the gates: sigmoids and tanh. Modified.
   * @param cells c at {@code before}, receives c' at {@code after}. Modified.
   * @param squashed receives tanh(c') at {@code after}. Modified.
   * @param hidden receives h' at {@code after}. Modified.
   */
  void lstm(
      Units units, A gates, int gatesAt, A cells, A squashed, A hidden, int before, int after);

  /**
   * The gradient of {@link #lstm}.
   *
   * @param gates comes in as the gates, goes out as the gradients by the sums. Modified.
   * @param cells c at {@code before}. Not modified.
   * @param squashed tanh(c') at {@code after}. Not modified.
   * @param dHidden as described above; goes out as 0. Modified.
   * @param dCell comes in as the gradient by c', goes out as the one by c. Modified.
   */
  void lstmGradient(
      Units units,
      A gates,
      int gatesAt,
      A cells,
      A squashed,
      int before,
      int after,
      A dOutput,
      int outputAt,
      A dHidden,
      A dCell);

  /**
   * Gated recurrent unit, gates r, z, n: with the sums a of the input's side and u of the hidden
   * state's, r = sigmoid(a_r + u_r), z = sigmoid(a_z + u_z), n = tanh(a_n + r u_n), h' = n + z (h -
   * n). Cho et al. 2014, with the reset gate after the product, as in cuDNN and PyTorch.
   *
   * @param gates comes in as a, goes out as r, z, n. Modified.
   * @param side u. Not modified.
   * @param hidden h at {@code before}, receives h' at {@code after}. Modified.
   */
  void gru(Units units, A gates, A side, int gatesAt, A hidden, int before, int after);

  /**
   * The gradient of {@link #gru}.
   *
   * @param gates comes in as r, z, n, goes out as the gradients by a. Modified.
   * @param side comes in as u, goes out as the gradients by u. Modified.
   * @param hidden h at {@code before}. Not modified.
   * @param dHidden as described above. Modified.
   */
  void gruGradient(
      Units units,
      A gates,
      A side,
      int gatesAt,
      A hidden,
      int before,
      A dOutput,
      int outputAt,
      A dHidden);

  /**
   * Elman's recurrent network: h' = f(a); Elman 1990.
   *
   * @param relu whether f is max(x, 0), else it is tanh
   * @param gates a. Not modified.
   * @param hidden receives h' at {@code after}. Modified.
   */
  void rnn(Units units, boolean relu, A gates, int gatesAt, A hidden, int after);

  /**
   * The gradient of {@link #rnn}.
   *
   * @param gates receives the gradient by a. Modified.
   * @param hidden h' at {@code after}. Not modified.
   * @param dHidden as described above; goes out as 0. Modified.
   */
  void rnnGradient(
      Units units,
      boolean relu,
      A gates,
      int gatesAt,
      A hidden,
      int after,
      A dOutput,
      int outputAt,
      A dHidden);
}
