// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.random.RandomKey;

/** Random numbers, and masks. Element i of a draw is a function of the key and i alone. */
public interface DrawKernels<A> {
  /**
   * y[at + i] = 1 where word first + i of the key, as an unsigned number, is below the threshold,
   * else 0, for {@code 0 <= i < count}.
   *
   * @param first a multiple of 64
   * @param threshold from 0 to 2^32
   * @param y Modified.
   */
  void bernoulli(RandomKey key, long threshold, int first, int count, int at, A y);

  /**
   * y[at + i] = element first + i of the standard normal distribution, for {@code 0 <= i < count},
   * by the method of Box and Muller 1958: with the words a of element j and b of element j + 32 of
   * a group of 64, u = 1 - floor(a / 512) / 2^23 and v = floor(b / 512) / 2^23 - 1/2, the two are
   * sqrt(-2 log(u)) times cos(2 pi v) and sin(2 pi v). The largest is 5.65.
   *
   * @param first a multiple of 64
   * @param y Modified.
   */
  void normal(RandomKey key, int first, int count, int at, A y);

  /**
   * y = 0 in the squares whose upper left corners the seeds mark, for planes {@code from <= i <
   * to}.
   *
   * @param height of a plane of y
   * @param width of a plane of y
   * @param block the side of a square
   * @param seeds planes of height - block + 1 by width - block + 1; a square where it is not 0. Not
   *     modified.
   * @param y Modified.
   */
  void clearBlocks(int from, int to, int height, int width, int block, A seeds, A y);

  /**
   * y = 1 at the {@code count} elements of smallest magnitude of each row, else 0, for rows {@code
   * fromRow <= r < toRow}. Of equals the earlier ones are smaller; NaN is the largest.
   *
   * @param count from 0 to columns
   * @param x Not modified.
   * @param y Modified.
   */
  void smallest(int fromRow, int toRow, int columns, int count, A x, A y);
}
