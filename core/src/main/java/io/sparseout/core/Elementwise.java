// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.Unary;
import io.sparseout.core.kernels.Workers;

/** Functions of each element. Each function's derivative stands beside it in the kernels. */
final class Elementwise {
  /** Elements below which another thread is not worth waking. */
  static final int GRAIN = 16_384;

  private Elementwise() {}

  static Tensor scale(Tensor x, double factor) {
    return apply(Unary.SCALE, factor, x);
  }

  static Tensor shift(Tensor x, double number) {
    return apply(Unary.SHIFT, number, x);
  }

  static Tensor abs(Tensor x) {
    return apply(Unary.ABS, 0, x);
  }

  static Tensor sqrt(Tensor x) {
    return apply(Unary.SQRT, 0, x);
  }

  static Tensor exp(Tensor x) {
    return apply(Unary.EXP, 0, x);
  }

  static Tensor log(Tensor x) {
    return apply(Unary.LOG, 0, x);
  }

  static Tensor pow(Tensor x, double exponent) {
    return apply(Unary.POW, exponent, x);
  }

  static Tensor relu(Tensor x) {
    return apply(Unary.RELU, 0, x);
  }

  static Tensor leakyRelu(Tensor x, double slope) {
    return apply(Unary.LEAKY_RELU, slope, x);
  }

  static Tensor sigmoid(Tensor x) {
    return apply(Unary.SIGMOID, 0, x);
  }

  static Tensor tanh(Tensor x) {
    return apply(Unary.TANH, 0, x);
  }

  static Tensor gelu(Tensor x) {
    return apply(Unary.GELU, 0, x);
  }

  static void fill(double value, Tensor y) {
    ElementwiseKernels<Object> kernels = y.dtype().kernels("fill").elementwise();
    Object array = y.array();
    int start = y.offset();
    Workers.split(
        y.size(), GRAIN, (from, to) -> kernels.fill(value, start + from, start + to, array));
  }

  private static Tensor apply(Unary f, double s, Tensor operand) {
    Kernels<Object> kernels = operand.dtype().kernels(f.name().toLowerCase(java.util.Locale.ROOT));
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    Workers.split(
        x.size(),
        GRAIN,
        (from, to) -> kernels.elementwise().unary(f, s, from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    Workers.split(
                        x.size(),
                        GRAIN,
                        (from, to) ->
                            kernels
                                .elementwise()
                                .unaryGradient(
                                    f, s, from, to, x.array(), y.array(), g.array(), gx.array()))));
  }
}
