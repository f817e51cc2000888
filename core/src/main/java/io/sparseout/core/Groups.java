// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.GroupKernels;
import io.sparseout.core.kernels.Workers;

/**
 * The elements of a tensor in groups: seen as {@code [outer, n, inner]}, those with one middle
 * index are one group.
 */
record Groups(int outer, int n, int inner) {
  /** The indices of an axis. */
  static Groups of(Shape shape, int axis, String operation) {
    int index = shape.axis(axis, operation);
    return new Groups(
        shape.product(0, index), shape.dim(index), shape.product(index + 1, shape.rank()));
  }

  /** The Euclidean norm of each slice, an index of an axis. */
  static Tensor norms(Tensor x, int axis) {
    Groups groups = of(x.shape(), axis, "norms");
    Tensor squares = Tensor.allocate(x.dtype(), Shape.of(groups.n), x.pass());
    groups.dots(x, x, squares);
    Tensor y = squares.sqrt();
    return y.from(
        x,
        (g, tape) ->
            tape.add(
                x,
                gx -> {
                  // g / |x|, and 0 where the norm is 0: x is 0 there, the denominator is not.
                  Tensor factors = g.dividedBy(y.detach().plus(Float.MIN_NORMAL));
                  groups.scale(factors, x, gx);
                }));
  }

  /** The Euclidean norm of group j, whose square may be beyond the numbers of x's type. */
  double norm(Tensor x, int j) {
    double[] element = new double[1];
    double squares = 0;
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        x.copyTo((o * n + j) * inner + i, element, 0, 1);
        squares += element[0] * element[0];
      }
    }
    return Math.sqrt(squares);
  }

  /** y[j] = the sum of a b over group j. */
  void dots(Tensor a, Tensor b, Tensor y) {
    GroupKernels<Object> kernels = a.dtype().kernels("norms").groups();
    Workers.split(
        n,
        smallest(),
        (from, to) ->
            kernels.dots(
                outer,
                n,
                inner,
                from,
                to,
                a.array(),
                a.offset(),
                b.array(),
                b.offset(),
                y.array()));
  }

  /** y = factors[j] x in group j. */
  void scale(Tensor factors, Tensor x, Tensor y) {
    GroupKernels<Object> kernels = x.dtype().kernels("norms").groups();
    Workers.split(
        n,
        smallest(),
        (from, to) ->
            kernels.scale(
                outer,
                n,
                inner,
                from,
                to,
                factors.array(),
                x.array(),
                x.offset(),
                y.array(),
                y.offset()));
  }

  private int smallest() {
    return (int) Math.max(1, Elementwise.GRAIN / Math.max(1, (long) outer * inner));
  }
}
