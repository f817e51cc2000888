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

  /** The sign: what the gradient of |x| multiplies by. */
  static Tensor sign(Tensor operand) {
    ElementwiseKernels<Object> kernels = operand.dtype().kernels("sign").elementwise();
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    fill(1, y);
    split(
        x,
        (from, to) ->
            kernels.unaryGradient(
                Unary.ABS, 0, from, to, x.array(), x.array(), y.array(), y.array()));
    return y;
  }

  static Tensor absPow(Tensor operand, double exponent) {
    if (!(exponent > 0 && exponent < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "absPow: an exponent is more than 0 and finite, not " + exponent);
    }
    ElementwiseKernels<Object> kernels = operand.dtype().kernels("absPow").elementwise();
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), x.pass());
    split(
        x,
        (from, to) -> {
          kernels.unary(Unary.ABS, 0, from, to, x.array(), y.array());
          kernels.unary(Unary.POW, exponent, from, to, y.array(), y.array());
        });
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx -> {
                  // |x|^(exponent - 1) is infinite at 0, which times the sign 0 would be NaN: 1
                  // there.
                  Tensor sign = sign(x.detach());
                  Tensor atZero = shift(Arithmetic.times(sign, sign).negate(), 1);
                  Tensor size = Arithmetic.plus(shift(abs(x.detach()), Float.MIN_NORMAL), atZero);
                  split(
                      x,
                      (from, to) -> {
                        Object out = gx.array();
                        kernels.unaryGradient(
                            Unary.POW, exponent, from, to, size.array(), y.array(), g.array(), out);
                        kernels.unaryGradient(
                            Unary.ABS, 0, from, to, x.array(), x.array(), out, out);
                      });
                }));
  }

  private static void split(Tensor x, Workers.Range work) {
    Workers.split(x.size(), GRAIN, work);
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
