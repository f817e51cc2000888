// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import io.sparseout.core.kernels.GroupKernels;

/** Sums of products over groups, and products with a number a group. */
final class ReferenceGroups implements GroupKernels<double[]> {
  @Override
  public void dots(
      int outer,
      int n,
      int inner,
      int from,
      int to,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] y) {
    for (int j = from; j < to; j++) {
      double sum = 0;
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < inner; i++) {
          int at = (o * n + j) * inner + i;
          sum += a[aAt + at] * b[bAt + at];
        }
      }
      y[j] = sum;
    }
  }

  @Override
  public void scale(
      int outer,
      int n,
      int inner,
      int from,
      int to,
      double[] factor,
      double[] x,
      int xAt,
      double[] y,
      int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int j = from; j < to; j++) {
        for (int i = 0; i < inner; i++) {
          int at = (o * n + j) * inner + i;
          y[yAt + at] = factor[j] * x[xAt + at];
        }
      }
    }
  }
}
