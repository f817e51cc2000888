// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

/**
 * Names one sequence of random words. Word {@code i} is a function of (seed, stream, step, i)
 * alone: it does not matter which thread asks, in what order, or how often.
 *
 * @param seed the run's seed
 * @param stream which consumer of randomness: a layer's place in its model, a data set's shuffling
 * @param step which of the consumer's draws
 */
public record RandomKey(long seed, long stream, long step) {
  private static final float UNIT = 0x1p-24f;
  private static final double DOUBLE_UNIT = 0x1p-53;

  /** The key of the consumer that is child {@code label} of this key's stream, at the same step. */
  public RandomKey child(long label) {
    return new RandomKey(seed, derive(stream, label), step);
  }

  /**
   * Values of the uniform distribution on [0, 1), multiples of 2^-24: values 0 to n-1 of this key.
   */
  public float[] uniforms(int n) {
    float[] values = new float[n];
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < n; i++) {
      int position = i % Threefry.GROUP;
      if (position == 0) {
        Threefry.group(this, i / Threefry.GROUP, words);
      }
      values[i] = (words[position] >>> 8) * UNIT;
    }
    return values;
  }

  /**
   * Values of the standard normal distribution by the method of Box and Muller 1958, computed in
   * double: values 0 to n-1 of this key.
   */
  public double[] normals(int n) {
    double[] values = new double[n];
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < n; i += 2) {
      int position = (int) (2L * i % Threefry.GROUP);
      if (position == 0) {
        Threefry.group(this, 2L * i / Threefry.GROUP, words);
      }
      double first = 1 - unit(words[position], words[position + 1]); // in (0, 1]: its log is finite
      double second = unit(words[position + 2], words[position + 3]);
      double radius = sqrt(-2 * log(first));
      double angle = 2 * Math.PI * second;
      values[i] = radius * cos(angle);
      if (i + 1 < n) {
        values[i + 1] = radius * sin(angle);
      }
    }
    return values;
  }

  /** A permutation of 0 to n-1, every one equally likely but for 2^-32 n (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    int[] words = new int[Threefry.GROUP];
    for (int i = 0; i < n; i++) {
      int position = i % Threefry.GROUP;
      if (position == 0) {
        Threefry.group(this, i / Threefry.GROUP, words);
      }
      int other = (int) (((words[position] & 0xFFFFFFFFL) * (i + 1L)) >>> 32);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** A stream's child; the finalizer of SplitMix64 (Steele et al. 2014) scatters the labels. */
  static long derive(long stream, long label) {
    return scatter(scatter(stream) + label);
  }

  private static long scatter(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double unit(int high, int low) {
    return (((long) high << 32 | (low & 0xFFFFFFFFL)) >>> 11) * DOUBLE_UNIT;
  }
}
