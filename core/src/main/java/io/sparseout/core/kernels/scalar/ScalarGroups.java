// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.GroupKernels;

/** Sums of products over groups, and products with a number a group. */
public final class ScalarGroups implements GroupKernels<float[]> {
  @Override
  public void dots(
      int outer,
      int n,
      int inner,
      int from,
      int to,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] y) {
    if (to <= from) {
      return;
    }
    double[] sums = new double[to - from];
    for (int o = 0; o < outer; o++) {
      int start = (o * n + from) * inner;
      if (inner == 1) {
        add(sums, a, aAt + start, b, bAt + start);
      } else {
        for (int j = 0; j < sums.length; j++) {
          int at = start + j * inner;
          sums[j] = dot(sums[j], inner, a, aAt + at, b, bAt + at);
        }
      }
    }
    for (int j = 0; j < sums.length; j++) {
      y[from + j] = (float) sums[j];
    }
  }

  private static void add(double[] sums, float[] a, int aAt, float[] b, int bAt) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += (double) a[aAt + j] * b[bAt + j];
    }
  }

  private static double dot(double start, int length, float[] a, int aAt, float[] b, int bAt) {
    double sum = start;
    for (int i = 0; i < length; i++) {
      sum += (double) a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  @Override
  public void scale(
      int outer,
      int n,
      int inner,
      int from,
      int to,
      float[] factor,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int j = from; j < to; j++) {
        int at = (o * n + j) * inner;
        multiply(factor[j], inner, x, xAt + at, y, yAt + at);
      }
    }
  }

  private static void multiply(float factor, int length, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] = factor * x[xAt + i];
    }
  }
}
