// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.ReductionKernels;
import io.sparseout.core.kernels.Workers;

/**
 * Sums, means and maxima. A tensor is seen as {@code [outer, n, inner]} with the middle axis the
 * one to go. Runs of elements are summed in chunks of a fixed length, added in order in double.
 */
final class Reductions {
  /** Sums a part of a whole. */
  @FunctionalInterface
  interface PartialSum {
    double sum(int from, int to);
  }

  private static final int CHUNK = 16_384;

  private Reductions() {}

  static Tensor sum(Tensor x) {
    return sum("sum", x, 0, x.shape().rank());
  }

  static Tensor sum(Tensor x, int axis) {
    int index = x.shape().axis(axis, "sum");
    return sum("sum", x, index, index + 1);
  }

  static Tensor mean(Tensor x) {
    return sum("mean", x, 0, x.shape().rank()).times(1.0 / x.size());
  }

  static Tensor mean(Tensor x, int axis) {
    int index = x.shape().axis(axis, "mean");
    return sum("mean", x, index, index + 1).times(1.0 / x.shape().dim(index));
  }

  static Tensor max(Tensor x) {
    return max(x, x.view(Shape.of(x.size()), 0), 0, Shape.of());
  }

  static Tensor max(Tensor x, int axis) {
    int index = x.shape().axis(axis, "max");
    return max(x, x, index, x.shape().without(index));
  }

  /** The sum over parts of fixed length of 0 to n - 1, each part's sum added in order. */
  static double chunked(int n, PartialSum part) {
    int chunks = (int) ((n + CHUNK - 1L) / CHUNK);
    if (chunks <= 1) {
      return part.sum(0, n);
    }
    double[] sums = new double[chunks];
    Workers.run(chunks, i -> sums[i] = part.sum(i * CHUNK, (int) Math.min(n, (i + 1L) * CHUNK)));
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  /** y[c] = the sum of x[r, c] over rows, for both tensors from an element on. */
  static void columnSums(int rows, int columns, Tensor x, int from, Tensor y, int yFrom) {
    ReductionKernels<Object> kernels = kernels("sum", x);
    int smallest =
        Math.max(64, (int) Math.min(columns, 4L * Elementwise.GRAIN / Math.max(1, rows)));
    Workers.split(
        columns,
        smallest,
        (first, last) ->
            kernels.columnSums(
                rows,
                columns,
                first,
                last,
                x.array(),
                x.offset() + from,
                y.array(),
                y.offset() + yFrom));
  }

  private static Tensor sum(String name, Tensor x, int fromAxis, int toAxis) {
    Shape shape = x.shape();
    ReductionKernels<Object> kernels = kernels(name, x);
    int outer = shape.product(0, fromAxis);
    int n = shape.product(fromAxis, toAxis);
    int inner = shape.product(toAxis, shape.rank());
    Shape left = toAxis - fromAxis == shape.rank() ? Shape.of() : shape.without(fromAxis);
    Tensor y = Tensor.allocate(x.dtype(), left, x.pass());
    for (int i = 0; i < outer; i++) {
      if (inner == 1) {
        int start = x.offset() + i * n;
        double sum = chunked(n, (from, to) -> kernels.sum(start + from, start + to, x.array()));
        Elementwise.fill(sum, y.view(Shape.of(), i));
      } else {
        columnSums(n, inner, x, i * n * inner, y, i * inner);
      }
    }
    return y.from(x, (g, tape) -> tape.add(x, gx -> repeat(g, outer, n, inner, gx)));
  }

  /** gx[o, k, i] = g[o, i] for every k. */
  private static void repeat(Tensor g, int outer, int n, int inner, Tensor gx) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        Elementwise.fill(g.view(Shape.of(1), o).item(), gx.view(Shape.of(n), o * n));
      } else {
        Tensor row = g.view(Shape.of(inner), o * inner);
        for (int k = 0; k < n; k++) {
          gx.view(Shape.of(inner), (o * n + k) * inner).assign(row);
        }
      }
    }
  }

  static Tensor argmax(Tensor x, int axis) {
    int index = x.shape().axis(axis, "argmax");
    Shape left = x.shape().without(index);
    int[] row = new int[left.size()];
    maxima("argmax", x, index, Tensor.allocate(x.dtype(), left, x.pass()), row);
    return new Tensor(DType.INT32, left, row, 0, x.pass());
  }

  private static Tensor max(Tensor operand, Tensor x, int axis, Shape left) {
    int n = x.shape().dim(axis);
    int inner = x.shape().product(axis + 1, x.shape().rank());
    Tensor y = Tensor.allocate(x.dtype(), left, x.pass());
    int[] row = new int[y.size()];
    maxima("max", x, axis, y, row);
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx -> {
                  Elementwise.fill(0, gx);
                  for (int i = 0; i < row.length; i++) {
                    int place = (i / inner * n + row[i]) * inner + i % inner;
                    gx.view(Shape.of(1), place).assign(g.view(Shape.of(1), i));
                  }
                }));
  }

  /** Writes the maxima over an axis into y, and the indices of the first of each into row. */
  private static void maxima(String name, Tensor x, int axis, Tensor y, int[] row) {
    int outer = x.shape().product(0, axis);
    int n = x.shape().dim(axis);
    int inner = x.shape().product(axis + 1, x.shape().rank());
    if (n == 0) {
      throw new IllegalArgumentException(name + ": of no elements, shape " + x.shape());
    }
    ReductionKernels<Object> kernels = kernels(name, x);
    for (int o = 0; o < outer; o++) {
      kernels.columnMaxima(
          n, inner, x.array(), x.offset() + o * n * inner, y.array(), row, o * inner);
    }
  }

  private static ReductionKernels<Object> kernels(String name, Tensor x) {
    return x.dtype().kernels(name).reductions();
  }
}
