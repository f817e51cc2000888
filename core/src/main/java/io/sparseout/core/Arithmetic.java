// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Workers;

/** Arithmetic of two tensors, where the smaller may repeat as a row or a single number. */
final class Arithmetic {
  private Arithmetic() {}

  static Tensor plus(Tensor a, Tensor b) {
    return apply("plus", Binary.PLUS, a, b)
        .from(
            a,
            b,
            (g, tape) -> {
              tape.add(a, ga -> sumTo(ga, g));
              tape.add(b, gb -> sumTo(gb, g));
            });
  }

  static Tensor minus(Tensor a, Tensor b) {
    return apply("minus", Binary.MINUS, a, b)
        .from(
            a,
            b,
            (g, tape) -> {
              tape.add(a, ga -> sumTo(ga, g));
              tape.add(b, gb -> sumTo(gb, g.negate()));
            });
  }

  static Tensor times(Tensor a, Tensor b) {
    return apply("times", Binary.TIMES, a, b)
        .from(
            a,
            b,
            (g, tape) -> {
              tape.add(a, ga -> sumTo(ga, apply("times", Binary.TIMES, g, b)));
              tape.add(b, gb -> sumTo(gb, apply("times", Binary.TIMES, g, a)));
            });
  }

  static Tensor dividedBy(Tensor a, Tensor b) {
    Tensor y = apply("dividedBy", Binary.DIVIDED_BY, a, b);
    return y.from(
        a,
        b,
        (g, tape) -> {
          Tensor byA = apply("dividedBy", Binary.DIVIDED_BY, g, b);
          tape.add(a, ga -> sumTo(ga, byA));
          tape.add(b, gb -> sumTo(gb, apply("times", Binary.TIMES, byA, y).negate()));
        });
  }

  /** sum += more, element by element. */
  static void addInto(Tensor more, Tensor sum) {
    elementwise(kernels("plus", sum), Binary.PLUS, sum.aligned(), more.aligned(), sum);
  }

  /** y = a op b, without a record. */
  private static Tensor apply(String name, Binary op, Tensor a, Tensor b) {
    DType.requireSame(name, a, b);
    boolean swapped = a.size() < b.size() || a.shape().rank() < b.shape().rank();
    Tensor large = (swapped ? b : a).aligned();
    Tensor small = (swapped ? a : b).aligned();
    if (small.size() != 1 && !large.shape().endsWith(small.shape())) {
      throw new IllegalArgumentException(
          name
              + ": shapes "
              + a.shape()
              + " and "
              + b.shape()
              + "; the smaller is to be a single number or the last axes of the larger");
    }
    Tensor y = Tensor.allocate(a.dtype(), large.shape(), Pass.of(name, a, b));
    ElementwiseKernels<Object> kernels = kernels(name, a);
    if (small.size() == large.size()) {
      elementwise(kernels, op, a.aligned(), b.aligned(), y);
    } else if (large.size() > 0) {
      int columns = small.size();
      Workers.split(
          large.size() / columns,
          Math.max(1, Elementwise.GRAIN / columns),
          (from, to) ->
              kernels.binaryRow(
                  op, swapped, from, to, columns, large.array(), small.array(), y.array()));
    }
    return y;
  }

  private static void elementwise(
      ElementwiseKernels<Object> kernels, Binary op, Tensor a, Tensor b, Tensor y) {
    Workers.split(
        y.size(),
        Elementwise.GRAIN,
        (from, to) -> kernels.binary(op, from, to, a.array(), b.array(), y.array()));
  }

  /** Writes a gradient, summed over the places where an operand of the sum's shape repeated. */
  private static void sumTo(Tensor sum, Tensor gradient) {
    if (sum.size() == gradient.size()) {
      sum.assign(gradient.view(sum.shape(), 0));
    } else if (sum.size() == 1) {
      sum.assign(Reductions.sum(gradient).view(sum.shape(), 0));
    } else {
      Reductions.columnSums(gradient.size() / sum.size(), sum.size(), gradient, 0, sum, 0);
    }
  }

  private static ElementwiseKernels<Object> kernels(String name, Tensor x) {
    return x.dtype().kernels(name).elementwise();
  }
}
