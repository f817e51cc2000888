// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * The weights of one recurrent layer in one direction, by gates: with G gates and h units, gate g's
 * rows are g h to (g + 1) h - 1. Biases are both there or both null.
 *
 * @param input W_ih, {@code [G h, in]}
 * @param hidden W_hh, {@code [G h, h]}
 * @param inputBias b_ih, {@code [G h]}, or null
 * @param hiddenBias b_hh, {@code [G h]}, or null
 */
public record RecurrentWeights(Tensor input, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {
  int units() {
    return hidden.shape().dim(1);
  }

  /** Checks the shapes for so many gates. */
  void check(String operation, int gates) {
    boolean matrices = input.shape().rank() == 2 && hidden.shape().rank() == 2;
    int rows = matrices ? gates * units() : 0;
    if (rows == 0 || input.shape().dim(0) != rows || hidden.shape().dim(0) != rows) {
      throw new IllegalArgumentException(
          operation
              + ": the weights of h units, 1 or more, are ["
              + gates
              + " h, in] and ["
              + gates
              + " h, h], not "
              + input.shape()
              + " and "
              + hidden.shape());
    }
    DType.requireSame(operation, input, hidden);
    checkBias(operation, inputBias, rows);
    checkBias(operation, hiddenBias, rows);
    if ((inputBias == null) != (hiddenBias == null)) {
      throw new IllegalArgumentException(operation + ": one bias of two; give both or none");
    }
  }

  private void checkBias(String operation, Tensor bias, int rows) {
    if (bias != null && !bias.shape().equals(Shape.of(rows))) {
      throw new IllegalArgumentException(
          operation + ": each bias is [" + rows + "], not " + bias.shape());
    }
    if (bias != null) {
      DType.requireSame(operation, input, bias);
    }
  }
}
