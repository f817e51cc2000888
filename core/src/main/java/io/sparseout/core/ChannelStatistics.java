// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/**
 * The mean and variance of each channel, to normalize by: those of a batch, which depend on it, or
 * given ones, which are constants. See {@link Tensor#batchNorm}.
 */
public final class ChannelStatistics {
  private final Tensor source;
  private final Tensor mean;
  private final Tensor variance;

  private ChannelStatistics(Tensor source, Tensor mean, Tensor variance) {
    this.source = source;
    this.mean = mean;
    this.variance = variance;
  }

  /**
   * The statistics of a batch {@code [n, c, ...]}, over all axes but the second.
   *
   * @throws IllegalArgumentException if the batch has fewer axes, or no values in a channel
   */
  public static ChannelStatistics of(Tensor x) {
    Shape channels = Normalization.channels(x.shape());
    if (x.size() == 0) {
      throw new IllegalArgumentException("batchNorm: statistics of no values, " + x.shape());
    }
    Tensor mean = Tensor.allocate(x.dtype(), channels, x.pass());
    Tensor variance = Tensor.allocate(x.dtype(), channels, x.pass());
    Normalization.statistics(x, mean, variance);
    return new ChannelStatistics(x, mean, variance);
  }

  /**
   * Given statistics, constants for the gradient.
   *
   * @param mean {@code [c]}
   * @param variance {@code [c]}, 0 or more
   */
  public static ChannelStatistics given(Tensor mean, Tensor variance) {
    return new ChannelStatistics(null, mean.detach(), variance.detach());
  }

  /** The mean of each channel, {@code [c]}, taken for a constant. */
  public Tensor mean() {
    return mean;
  }

  /**
   * The mean squared deviation of each channel, {@code [c]}, taken for a constant. It is the biased
   * estimate of the variance: of a batch, divided by the number of values, not one less.
   */
  public Tensor variance() {
    return variance;
  }

  /** Whether these are the statistics of this very tensor, and change with it. */
  boolean dependOn(Tensor x) {
    return source == x;
  }
}
