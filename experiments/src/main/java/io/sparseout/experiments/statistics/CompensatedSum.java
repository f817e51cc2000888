// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.statistics;

/**
 * A sum of doubles in the order in which they come, with what each addition loses carried along;
 * Neumaier 1974. Its error is about that of one rounding, however many there are, unless what is
 * left is small beside their sizes.
 */
public final class CompensatedSum {
  private double sum;
  private double lost;

  /** Adds a number. */
  public void add(double number) {
    double next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }

  /** The sum of all numbers so far; infinite if one of them was, or it is beyond all doubles. */
  public double value() {
    return Double.isInfinite(sum) ? sum : sum + lost; // lost is then no number
  }
}
