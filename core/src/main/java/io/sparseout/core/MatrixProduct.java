// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;
import io.sparseout.core.kernels.Workers;

/** The matrix product and the affine map, which differentiate into matrix products. */
final class MatrixProduct {
  private MatrixProduct() {}

  static Tensor matmul(Tensor a, Tensor b, Transpose transpose) {
    check("matmul", a, b);
    boolean ta = transpose.first();
    boolean tb = transpose.second();
    int m = a.shape().dim(ta ? 1 : 0);
    int k = a.shape().dim(ta ? 0 : 1);
    int n = b.shape().dim(tb ? 0 : 1);
    if (k != b.shape().dim(tb ? 1 : 0)) {
      throw new IllegalArgumentException(
          "matmul: inner sizes differ, "
              + text(a, ta)
              + " x "
              + text(b, tb)
              + remedy(a, b, ta, tb));
    }
    Tensor y = Tensor.allocate(a.dtype(), Shape.of(m, n), Pass.of("matmul", a, b));
    multiply(a, ta, b, tb, MatmulStart.ZERO, y, null);
    return y.from(
        a,
        b,
        (g, tape) -> {
          // y = A B: dA = g B^T, dB = A^T g; a transposed operand's gradient is the transpose.
          tape.accumulate(
              a,
              (ga, more) -> {
                if (ta) {
                  multiply(b, tb, g, true, start(more), ga, null);
                } else {
                  multiply(g, false, b, !tb, start(more), ga, null);
                }
              });
          tape.accumulate(
              b,
              (gb, more) -> {
                if (tb) {
                  multiply(g, true, a, ta, start(more), gb, null);
                } else {
                  multiply(a, !ta, g, false, start(more), gb, null);
                }
              });
        });
  }

  static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    checkLinear("linear", x, weight, bias);
    int outputs = weight.shape().dim(0);
    int rows = x.shape().dim(0);
    Tensor y = Tensor.allocate(x.dtype(), Shape.of(rows, outputs), Pass.of("linear", x, weight));
    multiply(x, false, weight, true, bias == null ? MatmulStart.ZERO : MatmulStart.BIAS, y, bias);
    Tape.Derivative derivative = (g, tape) -> differentiateLinear(x, weight, bias, g, tape);
    return bias != null && bias.wantsGradient()
        ? y.from(bias, derivative)
        : y.from(x, weight, derivative);
  }

  /** Refuses operands that are not those of x W^T + b. */
  static void checkLinear(String name, Tensor x, Tensor weight, Tensor bias) {
    check(name, x, weight);
    int outputs = weight.shape().dim(0);
    if (x.shape().dim(1) != weight.shape().dim(1)) {
      throw new IllegalArgumentException(
          name
              + ": the weight "
              + weight.shape()
              + " takes "
              + weight.shape().dim(1)
              + " features, the input "
              + x.shape()
              + " has "
              + x.shape().dim(1));
    }
    if (bias == null) {
      return;
    }
    DType.requireSame(name, x, bias);
    if (!bias.shape().equals(Shape.of(outputs))) {
      throw new IllegalArgumentException(
          name
              + ": the bias of "
              + outputs
              + " outputs is of shape ["
              + outputs
              + "], not "
              + bias.shape());
    }
  }

  /** Adds to the gradients of x, W and b what flows from g, the gradient by x W^T + b. */
  static void differentiateLinear(Tensor x, Tensor weight, Tensor bias, Tensor g, Tape tape) {
    tape.accumulate(x, (gx, more) -> multiply(g, false, weight, false, start(more), gx, null));
    tape.accumulate(weight, (gw, more) -> multiply(g, true, x, false, start(more), gw, null));
    if (bias != null) {
      int rows = g.shape().dim(0);
      int outputs = g.shape().dim(1);
      tape.add(bias, gb -> Reductions.columnSums(rows, outputs, g, 0, gb, 0));
    }
  }

  /** C = start + op(A) op(B), on all threads. */
  static void multiply(
      Tensor a, boolean ta, Tensor b, boolean tb, MatmulStart start, Tensor c, Tensor bias) {
    MatrixKernels<Object> kernels = a.dtype().kernels("matmul").matrix();
    int m = c.shape().dim(0);
    int n = c.shape().dim(1);
    int k = a.shape().dim(ta ? 0 : 1);
    int lda = a.shape().dim(1);
    int ldb = b.shape().dim(1);
    Grid grid = Grid.of(m, n, k, Workers.threads());
    Workers.run(
        grid.tasks(),
        task -> {
          int row = grid.firstRow(task);
          int column = grid.firstColumn(task);
          kernels.matmul(
              ta,
              tb,
              grid.lastRow(task) - row,
              grid.lastColumn(task) - column,
              k,
              a.array(),
              a.offset() + (ta ? row : row * lda),
              lda,
              b.array(),
              b.offset() + (tb ? column * ldb : column),
              ldb,
              start,
              c.array(),
              c.offset() + row * n + column,
              n,
              bias == null ? null : bias.array(),
              bias == null ? 0 : bias.offset() + column);
        });
  }

  static MatmulStart start(boolean more) {
    return more ? MatmulStart.ACCUMULATE : MatmulStart.ZERO;
  }

  private static void check(String name, Tensor a, Tensor b) {
    if (a.shape().rank() != 2 || b.shape().rank() != 2) {
      throw new IllegalArgumentException(
          name + ": takes matrices, not " + a.shape() + " x " + b.shape() + "; reshape them");
    }
    DType.requireSame(name, a, b);
  }

  private static String text(Tensor x, boolean transposed) {
    return x.shape() + (transposed ? " transposed" : "");
  }

  private static String remedy(Tensor a, Tensor b, boolean ta, boolean tb) {
    int inner = a.shape().dim(ta ? 0 : 1);
    if (inner == b.shape().dim(tb ? 0 : 1)) {
      return tb ? "; do not transpose the second" : "; transpose the second";
    }
    if (a.shape().dim(ta ? 1 : 0) == b.shape().dim(tb ? 1 : 0)) {
      return ta ? "; do not transpose the first" : "; transpose the first";
    }
    return "";
  }
}
