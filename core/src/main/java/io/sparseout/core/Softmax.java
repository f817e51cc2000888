// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.RowKernels;
import io.sparseout.core.kernels.Workers;

/** Softmax and its logarithm over the last axis. */
final class Softmax {
  private Softmax() {}

  static Tensor softmax(Tensor operand) {
    RowKernels<Object> kernels = kernels("softmax", operand);
    Tensor x = operand.aligned();
    int columns = x.shape().dim(-1);
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    byRow(x, (from, to) -> kernels.softmax(from, to, columns, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    byRow(
                        x,
                        (from, to) ->
                            kernels.softmaxGradient(
                                from, to, columns, y.array(), g.array(), gx.array()))));
  }

  static Tensor logSoftmax(Tensor operand) {
    RowKernels<Object> kernels = kernels("logSoftmax", operand);
    Tensor x = operand.aligned();
    int columns = x.shape().dim(-1);
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    byRow(x, (from, to) -> kernels.logSoftmax(from, to, columns, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    byRow(
                        x,
                        (from, to) ->
                            kernels.logSoftmaxGradient(
                                from, to, columns, y.array(), g.array(), gx.array()))));
  }

  /** Splits the rows of a matrix, all axes but the last, over the threads. */
  static void byRow(Tensor x, Workers.Range work) {
    int columns = x.shape().dim(-1);
    if (x.size() > 0) {
      Workers.split(x.size() / columns, Math.max(1, Elementwise.GRAIN / 4 / columns), work);
    }
  }

  private static RowKernels<Object> kernels(String name, Tensor x) {
    if (x.shape().rank() == 0) {
      throw new IllegalArgumentException(name + ": needs an axis, the input is a single number");
    }
    return x.dtype().kernels(name).rows();
  }
}
