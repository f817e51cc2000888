// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Kernels on groups of elements: of an array seen as {@code [outer, n, inner]}, group j of n has
 * the elements {@code (o, j, i)}. Rows of a matrix are groups with an outer of 1, columns are
 * groups with an inner of 1. Arrays begin at an offset of their own; a number a group is at the
 * group's index.
 */
public interface GroupKernels<A> {
  /**
   * y[j] = the sum over group j of a b, in double, o and then i ascending, for {@code from <= j <
   * to}.
   *
   * @param a Not modified.
   * @param b Not modified; may be a.
   * @param y a number a group. Modified.
   */
  void dots(int outer, int n, int inner, int from, int to, A a, int aAt, A b, int bAt, A y);

  /**
   * y = factor[j] x for the elements of the groups {@code from <= j < to}.
   *
   * @param factor a number a group. Not modified.
   * @param x Not modified.
   * @param y Modified; may be x.
   */
  void scale(int outer, int n, int inner, int from, int to, A factor, A x, int xAt, A y, int yAt);
}
