// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** What is computed with weights of eight bits: W[o, k] = q[o, k] scale[o], rounded to a float. */
public interface QuantizedKernels<A> {
  /** Outputs of a panel of {@link #product}'s W. */
  int BLOCK = 64;

  /**
   * The weights of rows {@code fromRow} up to, not including, {@code toRow} as floats.
   *
   * @param q rows of {@code columns} elements. Not modified.
   * @param scale an element for each row. Not modified.
   * @param w Modified: those rows.
   */
  void widen(int fromRow, int toRow, int columns, byte[] q, A scale, A w);

  /**
   * y = x W^T + b for a few examples. Every element is one chain of fused multiply-adds over k in
   * ascending order, begun by b: to the bits of the product with the widened weights.
   *
   * @param from the first output, a multiple of {@link #BLOCK}
   * @param to the output after the last: n, or a multiple of {@link #BLOCK}
   * @param m how many examples
   * @param n how many outputs
   * @param k how many elements an example has
   * @param q W in panels of {@link #BLOCK} outputs, the last filled with zeros: k times the element
   *     of each output of the first panel, then those of the next. Not modified.
   * @param scale n elements, and zeros as in q. Not modified.
   * @param x m rows of k elements. Not modified.
   * @param bias n elements, or null for zeros. Not modified.
   * @param y m rows of n elements. Modified: the outputs from {@code from} up to {@code to}.
   */
  void product(
      int from,
      int to,
      int m,
      int n,
      int k,
      byte[] q,
      A scale,
      A x,
      int xOffset,
      A bias,
      int biasOffset,
      A y,
      int yOffset);

  /** The least multiple of {@link #BLOCK} that is n or more. */
  static int padded(int n) {
    return (n + BLOCK - 1) / BLOCK * BLOCK;
  }
}
