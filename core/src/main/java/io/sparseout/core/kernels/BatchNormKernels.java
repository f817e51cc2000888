// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * Batch normalization over the channels of a tensor. A channel is summed plane by plane, in the
 * order of the examples: each plane sixteen partial sums wide as in {@link ReductionKernels}, and
 * the planes' sums in double. Where planes are single elements, they are added one after the other.
 */
public interface BatchNormKernels<A> {
  /**
   * The mean and the mean squared deviation from it of channels {@code from <= c < to}. Each plane
   * has its own mean taken off before anything is squared, and planes are merged by Chan et al.
   * 1983: numbers far from 0 do not cancel, and memory is read once.
   *
   * @param x Not modified.
   * @param mean by channel. Modified.
   * @param variance by channel. Modified.
   */
  void statistics(Channels shape, int from, int to, A x, A mean, A variance);

  /**
   * y = scale[c] (x - mean[c]) + shift[c] for examples {@code from <= n < to}.
   *
   * @param x Not modified.
   * @param mean by channel, like scale and shift. Not modified.
   * @param y Modified.
   */
  void normalize(Channels shape, int from, int to, A x, A mean, A scale, A shift, A y);

  /**
   * sums[c] = the sum of g and products[c] = the sum of g (x - mean[c]) over channels {@code from
   * <= c < to}.
   *
   * @param x Not modified.
   * @param g Not modified.
   * @param mean by channel. Not modified.
   * @param sums by channel. Modified.
   * @param products by channel. Modified.
   */
  void gradientSums(Channels shape, int from, int to, A x, A g, A mean, A sums, A products);

  /**
   * gx = scale[c] g + slope[c] (x - mean[c]) + shift[c] for examples {@code from <= n < to}.
   *
   * @param x Not modified.
   * @param g Not modified.
   * @param mean by channel, like scale, slope and shift. Not modified.
   * @param gx Modified.
   */
  void gradient(
      Channels shape, int from, int to, A x, A g, A mean, A scale, A slope, A shift, A gx);
}
