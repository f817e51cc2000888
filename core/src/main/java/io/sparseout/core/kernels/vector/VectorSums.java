// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;

import io.sparseout.core.kernels.scalar.PartialSums;
import io.sparseout.core.kernels.scalar.ScalarLoss;
import io.sparseout.core.kernels.scalar.ScalarMath;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over a run of elements in the order of {@link PartialSums}. A vector holds as many of the
 * sixteen sums as it has lanes; where it has fewer than sixteen, the run is gone through once for
 * each part of them. Every method's {@code sums} is room for the sixteen, overwritten.
 */
final class VectorSums {
  private static final int COUNT = PartialSums.COUNT;
  private static final int LANES = FLOATS.length();

  private VectorSums() {}

  /** The sum of x[i]. */
  static float sum(int from, int to, float[] x, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        sum = sum.add(FloatVector.fromArray(FLOATS, x, i));
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      sums[i - end] += x[i];
    }
    return PartialSums.fold(sums);
  }

  /** The sum of a[i] b[i]. */
  static float dot(int from, int to, float[] a, float[] b, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        FloatVector left = FloatVector.fromArray(FLOATS, a, i);
        sum = left.fma(FloatVector.fromArray(FLOATS, b, i), sum);
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      sums[i - end] = Math.fma(a[i], b[i], sums[i - end]);
    }
    return PartialSums.fold(sums);
  }

  /** The sum of (x[i] - mean)^2. */
  static float squaredDeviation(int from, int to, float[] x, float mean, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        FloatVector deviation = FloatVector.fromArray(FLOATS, x, i).sub(mean);
        sum = deviation.fma(deviation, sum);
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      float deviation = x[i] - mean;
      sums[i - end] = Math.fma(deviation, deviation, sums[i - end]);
    }
    return PartialSums.fold(sums);
  }

  /** The sum of g[i] (x[i] - mean). */
  static float dotDeviation(int from, int to, float[] g, float[] x, float mean, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        FloatVector deviation = FloatVector.fromArray(FLOATS, x, i).sub(mean);
        sum = FloatVector.fromArray(FLOATS, g, i).fma(deviation, sum);
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      sums[i - end] = Math.fma(g[i], x[i] - mean, sums[i - end]);
    }
    return PartialSums.fold(sums);
  }

  /** The sum of exp(x[i] - maximum). */
  static float sumOfExp(int from, int to, float[] x, float maximum, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        sum = sum.add(VectorMath.exp(FloatVector.fromArray(FLOATS, x, i).sub(maximum)));
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      sums[i - end] += ScalarMath.exp(x[i] - maximum);
    }
    return PartialSums.fold(sums);
  }

  /** The sum of (x[i] - t[i])^2. */
  static float squaredError(int from, int to, float[] x, float[] t, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        FloatVector target = FloatVector.fromArray(FLOATS, t, i);
        FloatVector error = FloatVector.fromArray(FLOATS, x, i).sub(target);
        sum = error.fma(error, sum);
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      float error = x[i] - t[i];
      sums[i - end] = Math.fma(error, error, sums[i - end]);
    }
    return PartialSums.fold(sums);
  }

  /** The sum of {@link ScalarLoss#logisticLoss(float, float)}. */
  static float logisticLoss(int from, int to, float[] x, float[] t, float[] sums) {
    int end = to - (to - from) % COUNT;
    for (int part = 0; part < COUNT; part += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = from + part; i < end; i += COUNT) {
        FloatVector v = FloatVector.fromArray(FLOATS, x, i);
        FloatVector linear = v.neg().fma(FloatVector.fromArray(FLOATS, t, i), v.max(0));
        sum = sum.add(linear.add(VectorMath.log1p(VectorMath.exp(v.abs().neg()))));
      }
      sum.intoArray(sums, part);
    }
    for (int i = end; i < to; i++) {
      sums[i - end] += ScalarLoss.logisticLoss(x[i], t[i]);
    }
    return PartialSums.fold(sums);
  }
}
