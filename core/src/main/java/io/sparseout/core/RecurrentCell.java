// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/** The kinds of recurrent layers that have kernels of their own. */
enum RecurrentCell {
  LSTM("lstm", 4),
  GRU("gru", 3),
  RNN_TANH("rnnTanh", 1),
  RNN_RELU("rnnRelu", 1);

  /** What errors call the operation. */
  final String operation;

  /** How many sums a unit has. */
  final int gates;

  RecurrentCell(String operation, int gates) {
    this.operation = operation;
    this.gates = gates;
  }

  /** Whether it has a cell state besides the hidden state. */
  boolean hasCell() {
    return this == LSTM;
  }

  /** Whether it keeps the input's side and the hidden state's side of its sums apart. */
  boolean hasSides() {
    return this == GRU;
  }
}
