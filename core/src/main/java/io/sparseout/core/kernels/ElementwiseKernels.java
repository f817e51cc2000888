// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** Functions applied element by element, and their derivatives. */
public interface ElementwiseKernels<A> {
  /**
   * y[i] = f(x[i]) for {@code from <= i < to}.
   *
   * @param s the function's parameter, where it has one
   * @param x Not modified.
   * @param y Modified; may be x.
   */
  void unary(Unary f, double s, int from, int to, A x, A y);

  /**
   * gx[i] = g[i] f'(x[i]) for {@code from <= i < to}.
   *
   * @param s the function's parameter, where it has one
   * @param x what f was applied to. Not modified.
   * @param y what it gave. Not modified.
   * @param g the gradient by y. Not modified.
   * @param gx the gradient by x. Modified; may be g.
   */
  void unaryGradient(Unary f, double s, int from, int to, A x, A y, A g, A gx);

  /**
   * y[i] = a[i] op b[i] for {@code from <= i < to}.
   *
   * @param a Not modified.
   * @param b Not modified.
   * @param y Modified; may be a or b.
   */
  void binary(Binary op, int from, int to, A a, A b, A y);

  /**
   * y[r, c] = a[r, c] op b[c] over whole rows {@code fromRow <= r < toRow}.
   *
   * @param swapped whether to compute b[c] op a[r, c] instead
   * @param columns elements a row; 1 where b is a single number
   * @param a Not modified.
   * @param b one row. Not modified.
   * @param y Modified; may be a.
   */
  void binaryRow(Binary op, boolean swapped, int fromRow, int toRow, int columns, A a, A b, A y);

  /** y[i] = value for {@code from <= i < to}. */
  void fill(double value, int from, int to, A y);
}
