// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The arrays of one run of a kernel, {@code float[]} or {@code double[]}, with the same values in
 * both. Whatever a kernel may write to is kept, guard values around the range included.
 */
final class KernelRun {
  /** What fills the arrays. */
  enum Data {
    /** Numbers from -3 to 3, a few of them zero. */
    ORDINARY,
    /** The same with NaN, infinities, zeros of both signs, and the smallest and largest numbers. */
    SPECIAL
  }

  private static final double GUARD = 12345.5;
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -0x1.8p-130f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f,
    88.7f,
    -103.9f,
    0x1p24f,
    -3f
  };

  private final boolean doubles;
  private final Data data;
  private final int length;
  private final List<Object> written = new ArrayList<>();

  /**
   * A run without arrays yet.
   *
   * @param doubles whether arrays are {@code double[]}
   * @param length what every array has, guards included
   */
  KernelRun(boolean doubles, Data data, int length) {
    this.doubles = doubles;
    this.data = data;
    this.length = length;
  }

  /** An array of values; the same name gives the same values. */
  Object input(String name) {
    double[] values = values(name);
    return doubles ? values : floats(values);
  }

  /** An array of values that the kernel changes. */
  Object state(String name) {
    return keep(input(name));
  }

  /** An array of values of 0 or more that the kernel changes. */
  Object positiveState(String name) {
    double[] values = values(name);
    for (int i = 0; i < length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return keep(doubles ? values : floats(values));
  }

  /** An array of guard values that the kernel writes to. */
  Object output() {
    double[] values = new double[length];
    Arrays.fill(values, GUARD);
    return keep(doubles ? values : floats(values));
  }

  /** An array of guard values for indices. */
  int[] indexOutput() {
    int[] values = new int[length];
    Arrays.fill(values, -77);
    return (int[]) keep(values);
  }

  /** Indices below a bound. */
  int[] indices(String name, int bound) {
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = Math.floorMod(name.hashCode() + 7919 * i, bound);
    }
    return values;
  }

  /** Keeps a number that a kernel returned. */
  void result(double value) {
    keep(doubles ? new double[] {value} : new float[] {(float) value});
  }

  /** Everything written, as numbers one after the other. */
  double[] results() {
    return written.stream().flatMapToDouble(KernelRun::stream).toArray();
  }

  private static DoubleStream stream(Object array) {
    if (array instanceof double[] values) {
      return Arrays.stream(values);
    }
    if (array instanceof int[] values) {
      return Arrays.stream(values).asDoubleStream();
    }
    float[] values = (float[]) array;
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private Object keep(Object array) {
    written.add(array);
    return array;
  }

  private double[] values(String name) {
    RandomKey key = new RandomKey(name.hashCode(), length, data.ordinal());
    float[] uniforms = key.uniforms(length);
    float[] dice = key.child(1).uniforms(length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 6 * (uniforms[i] - 0.5f); // a float: the same in both types
      if (dice[i] < 0.1f) {
        values[i] = 0;
      } else if (data == Data.SPECIAL && dice[i] > 0.6f) {
        values[i] = SPECIAL[(int) (dice[i] * 10_000) % SPECIAL.length];
      }
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
