// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

/**
 * Mean and squared deviation of numbers that come in parts, merged in double by Chan, Golub and
 * LeVeque 1983.
 */
public final class Moments {
  private double count;
  private double mean;
  private double squares;

  /** Forgets all parts. */
  public void clear() {
    count = 0;
    mean = 0;
    squares = 0;
  }

  /**
   * Adds a part of n numbers.
   *
   * @param partMean their mean
   * @param partSquares the sum of their squared differences from it
   */
  public void add(int n, double partMean, double partSquares) {
    double total = count + n;
    double difference = partMean - mean;
    mean += difference * (n / total);
    squares += partSquares + difference * difference * (count * n / total);
    count = total;
  }

  /** The mean of all. */
  public float mean() {
    return (float) mean;
  }

  /** The mean squared deviation of all from their mean. */
  public float variance() {
    return (float) (squares / count);
  }
}
