// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import io.sparseout.core.Tensor;

/**
 * Counts numbers by equally wide bins of a range. A bin's lower bound is its own; the last bin has
 * its upper bound too. What lies outside is counted below and above. Numbers may come in any order
 * and in any parts. For one thread.
 */
public final class Histogram {
  private static final int MOST_BINS = 1_000_000;

  private final double from;
  private final double to;
  private final long[] counts;
  private long below;
  private long above;

  /**
   * A histogram of nothing yet.
   *
   * @param from the lower end of the range
   * @param to its upper end
   * @param bins how many, 1 to a million
   * @throws IllegalArgumentException unless {@code from} is less than {@code to}, both finite, and
   *     the bins are so many
   */
  public Histogram(double from, double to, int bins) {
    if (!(from < to && to - from < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "histogram: its range goes up and is finite, not from " + from + " to " + to);
    }
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException("histogram: 1 to " + MOST_BINS + " bins, not " + bins);
    }
    this.from = from;
    this.to = to;
    this.counts = new long[bins];
  }

  /**
   * The histogram of a tensor over the range from its smallest to its largest element, which a
   * first pass finds; where all are the same, over a range of 1 around it.
   *
   * @param values one or more, finite. Not modified.
   * @throws IllegalArgumentException if there are none, or one is not finite
   */
  public static Histogram spanning(Tensor values, int bins) {
    Measures range = Measures.of(0, values.toDoubleArray());
    double margin = range.min() == range.max() ? Math.max(0.5, Math.ulp(range.max())) : 0;
    Histogram histogram = new Histogram(range.min() - margin, range.max() + margin, bins);
    histogram.add(values);
    return histogram;
  }

  /**
   * Counts a number.
   *
   * @throws IllegalArgumentException if it is NaN
   */
  public void add(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("histogram: a number is needed, not NaN");
    }
    if (value < from) {
      below++;
    } else if (value > to) {
      above++;
    } else {
      counts[bin(value)]++;
    }
  }

  /**
   * Counts a tensor's elements.
   *
   * @throws IllegalArgumentException if one is NaN
   */
  public void add(Tensor values) {
    for (double value : values.toDoubleArray()) {
      add(value);
    }
  }

  /** The bin by the bounds as they are rounded, which a division alone may miss by one. */
  private int bin(double value) {
    int last = counts.length - 1;
    int bin = Math.min(last, (int) ((value - from) / (to - from) * counts.length));
    while (bin > 0 && value < bound(bin)) {
      bin--;
    }
    while (bin < last && value >= bound(bin + 1)) {
      bin++;
    }
    return bin;
  }

  /** The lower bound of a bin, from 0; the number of bins gives the upper end of the range. */
  public double bound(int bin) {
    return bin == counts.length ? to : from + (to - from) * bin / counts.length;
  }

  /** How many numbers there are in each bin, in an array of the caller's own. */
  public long[] counts() {
    return counts.clone();
  }

  /** How many numbers lie below the range. */
  public long below() {
    return below;
  }

  /** How many numbers lie above the range. */
  public long above() {
    return above;
  }
}
