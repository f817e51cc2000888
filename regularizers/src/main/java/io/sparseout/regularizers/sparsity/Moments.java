// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

/**
 * Adds up numbers as they come, one after the other, and holds none of them: counts, sums and
 * central moments, of which all {@link Measures} are functions. The sums are doubles, added in the
 * order of the numbers, so however these are cut into batches the result is the same to the bit.
 * The moments are updated by the formulas of Pébay 2008 (SAND2008-6212), which lose no digits where
 * the mean is large. For one thread.
 */
public final class Moments {
  private final double threshold;
  private long count;
  private long zeros;
  private long nearZeros;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double absolutes;
  private double squares;
  private double mean;
  private double m2; // sums of powers of the distance to the mean
  private double m3;
  private double m4;

  /**
   * Of no numbers yet.
   *
   * @param threshold the magnitude up to which a number counts as near zero
   * @throws IllegalArgumentException unless it is 0 or more and finite
   */
  public Moments(double threshold) {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sparsity: the threshold of near zero is 0 or more and finite, not " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Adds a number.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "sparsity: needs finite numbers, and number " + count + ", from 0, is " + value);
    }
    double magnitude = Math.abs(value);
    zeros += magnitude == 0 ? 1 : 0;
    nearZeros += magnitude <= threshold ? 1 : 0;
    min = Math.min(min, value + 0.0); // 0 has no sign here
    max = Math.max(max, value + 0.0);
    absolutes += magnitude;
    squares += value * value;
    double before = count++;
    double n = count;
    double delta = value - mean;
    double step = delta / n;
    double second = delta * step * before;
    m4 += step * (step * (second * (n * n - 3 * n + 3) + 6 * m2) - 4 * m3);
    m3 += step * (second * (n - 2) - 3 * m2);
    m2 += second;
    mean += step;
  }

  /**
   * Adds all that others added. Against adding the numbers themselves one after the other, sums
   * differ by rounding, at most by a relative 1e-16 for each number.
   *
   * @param other with the same threshold. Not modified.
   * @throws IllegalArgumentException if its threshold is another
   */
  public void add(Moments other) {
    if (threshold != other.threshold) {
      throw new IllegalArgumentException(
          "sparsity: thresholds of near zero differ, " + threshold + " and " + other.threshold);
    }
    if (other.count == 0) {
      return;
    }
    zeros += other.zeros;
    nearZeros += other.nearZeros;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    absolutes += other.absolutes;
    squares += other.squares;
    double a = count;
    double b = other.count;
    count += other.count;
    double n = count;
    double delta = other.mean - mean;
    double step = delta / n;
    double second = delta * step * a * b;
    m4 +=
        other.m4
            + second * step * step * (a * a - a * b + b * b)
            + 6 * step * step * (a * a * other.m2 + b * b * m2)
            + 4 * step * (a * other.m3 - b * m3);
    m3 += other.m3 + second * step * (a - b) + 3 * step * (a * other.m2 - b * m2);
    m2 += other.m2 + second;
    mean = a == 0 ? other.mean : mean + step * b;
  }

  /**
   * The measures of all numbers so far.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Measures measures() {
    if (count == 0) {
      throw new IllegalArgumentException("sparsity: there is no number to measure");
    }
    double n = count;
    double ratio = squares == 0 ? 1 : absolutes / Math.sqrt(squares);
    return new Measures(
        count,
        mean,
        min,
        max,
        zeros / n,
        nearZeros / n,
        ratio,
        Measures.hoyer(count, absolutes, squares),
        ratio * ratio / n,
        max == min ? Double.NaN : n * m4 / (m2 * m2) - 3);
  }
}
